// A process that restores two backups in turn without end, to be killed at any moment.
import { writeSync } from 'node:fs';
import { restoreFrom } from '#server/store/backup.ts';

const [dataDir = '', ...backups] = process.argv.slice(2);
for (let turn = 0; ; turn++) {
  await restoreFrom(backups[turn % backups.length]!, dataDir);
  writeSync(1, `restored ${turn}\n`);
}
