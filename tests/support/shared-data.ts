import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../shared/', import.meta.url));

/** Path of a file of the development data beside the checkout; null where it is absent (which is printed). */
export function sharedFile(name: string): string | null {
  const file = `${folder}${name}`;
  if (existsSync(file)) return file;
  console.log(
    `skipped: ../shared/${name} is not there (it comes with the developers' data, not with the project)`,
  );
  return null;
}
