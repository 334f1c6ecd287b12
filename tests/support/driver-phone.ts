import { randomUUID } from 'node:crypto';
import { drivenRun } from '#server/contract/drive.ts';
import { writeTexts } from '#server/domain/drive/text-code.ts';
import type { RunDeed } from '#server/domain/drive/run-event.ts';
import type { Publication } from '#server/contract/publication.ts';
import type { RunLink } from '#server/contract/drive-run.ts';

/** Calls the server as the desk does; answers with JSON. */
export type DeskCall = <T>(method: 'GET' | 'POST', path: string, body?: unknown) => Promise<T>;

/** A phone bound to a published run of a served hub, that taps over HTTP as the driver's page does. */
export async function driverPhone(
  desk: DeskCall,
  { origin, hub, date, number }: { origin: string; hub: string; date: string; number: number },
) {
  const [link] = await desk<RunLink[]>('POST', `/api/hubs/${hub}/run-links`, { date, runs: [number] });
  const [phone, key] = [randomUUID(), randomUUID().repeat(2).replaceAll('-', '')];
  const send = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, ...headers },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  };
  await send(`/api/drive/links/${link!.url.split('#')[1]}`, { phone, key, label: 'Android' });
  const { runs } = await desk<Publication>('GET', `/api/hubs/${hub}/publication?date=${date}`);
  const published = runs.find((run) => run.number === number)!;
  let order = 0;
  /** Each at its time, ms since 1970, at a place or nowhere. */
  const tap = async (
    taps: readonly { deed: RunDeed; at: number; position?: { lat: number; lon: number } }[],
  ) => {
    const events = taps.map(({ deed, at, position }) => ({
      id: randomUUID(),
      phone,
      order: ++order,
      at: new Date(at).toISOString(),
      clock_offset_ms: 0,
      position: position ? { ...position, accuracy_metres: 12 } : null,
      revision: published.revision,
      deed,
    }));
    await send(
      `/api/drive/runs/${published.id}/events`,
      { events, revision: published.revision },
      { authorization: `Bearer ${key}` },
    );
  };
  /** What he would send by text message in place of a tap. */
  const textOf = (deed: RunDeed, at: number): string => {
    const event = { id: '', phone, order: ++order, at, clock_offset_ms: 0, position: null, deed };
    const version = drivenRun(published.revision, published.frozen);
    const [text] = writeTexts(
      { run: published.id, phone },
      [version],
      [{ ...event, revision: version.revision }],
    );
    return text!;
  };
  return { run: published, tap, textOf };
}
