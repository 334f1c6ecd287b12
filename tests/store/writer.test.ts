import { join } from 'node:path';
import { expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import { openDatabase } from '#server/store/database.ts';
import { cooperatives, hubs } from '#server/store/schema.ts';
import { makeWriter } from '#server/store/writer.ts';
import { sampleHub } from './samples.ts';
import { tempFolder } from './temp-store.ts';

it('writes together what is asked in one turn: one sync of the disk, and one that throws undoes itself alone', async () => {
  const { client, db } = openDatabase(join(tempFolder(), 'hubward.sqlite'));
  const writer = makeWriter(db, () => '2026-03-02T01:00:00.000Z');
  writer.write(({ tx }) => {
    tx.insert(hubs)
      .values({ ...sampleHub(), createdAt: writer.now() })
      .run();
  });
  let woken = 0;
  writer.subscribe('hub-1', () => (woken += 1));
  const add = (name: string, breaks = false) =>
    writer.writeTogether(({ tx, append }) => {
      tx.insert(cooperatives).values({ hubId: 'hub-1', name }).run();
      append('hub-1', { type: 'people.changed', data: {} });
      if (breaks) throw new Error(`not ${name}`);
      return name;
    });
  const settled = await Promise.allSettled([add('a'), add('b', true), add('c')]);
  expect(settled).toMatchObject([{ value: 'a' }, { reason: { message: 'not b' } }, { value: 'c' }]);
  const rows = db.select().from(cooperatives).where(eq(cooperatives.hubId, 'hub-1')).all();
  expect(rows.map(({ name }) => name)).toEqual(['a', 'c']);
  const events = client.prepare('select count(*) from event_log').pluck().get();
  expect([events, woken]).toEqual([2, 1]);
  client.close();
});
