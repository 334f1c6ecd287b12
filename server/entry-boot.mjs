// Starts a TypeScript program in a worker thread or child process when running from source.
import { register } from 'tsx/esm/api';
register();
const url = process.argv[2];
process.argv.splice(2, 1);
await import(url);
