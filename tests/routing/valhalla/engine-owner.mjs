// Owns an engine, prints its process id once it has answered, and then waits to be killed.
import { register } from 'tsx/esm/api';
register();
const { makeValhallaEngine } = await import('#server/routing/valhalla/valhalla-engine.ts');
const [regionFolder, lon, lat] = process.argv.slice(2);
const engine = makeValhallaEngine({ regionFolder, processes: 1 });
await engine.nearest([[Number(lon), Number(lat)]], { profile: 'light' });
process.stdout.write(`${engine.pids().join()}\n`);
setInterval(() => undefined, 1_000);
