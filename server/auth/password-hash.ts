import { scrypt, timingSafeEqual, type BinaryLike, type ScryptOptions } from 'node:crypto';

/** log2 N, r, p: 32 MB and about a tenth of a second on a small server. */
const present = { log2N: 15, r: 8, p: 1 };
const keyBytes = 32;
const saltBytes = 16;

interface ParsedHash {
  readonly log2N: number;
  readonly r: number;
  readonly p: number;
  readonly salt: Buffer;
  readonly key: Buffer;
}

/** `scrypt$log2N$r$p$salt$key`, the last two in base64url; parameters may rise without breaking older hashes. */
export async function hashPassword(password: string, randomBytes: (size: number) => Buffer): Promise<string> {
  const salt = randomBytes(saltBytes);
  const key = await derive(password, { ...present, salt });
  const { log2N, r, p } = present;
  return `scrypt$${log2N}$${r}$${p}$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

/** Whether the password has this hash. Without a hash the answer is no, after as long as with one. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const stored = hash === null ? null : parseHash(hash);
  const against = stored ?? { ...present, salt: Buffer.alloc(saltBytes), key: Buffer.alloc(keyBytes) };
  const isEqual = timingSafeEqual(await derive(password, against), against.key);
  return isEqual && stored !== null;
}

function parseHash(hash: string): ParsedHash {
  const [kind, log2N, r, p, salt, key] = hash.split('$');
  if (kind !== 'scrypt' || salt === undefined || key === undefined) {
    throw new Error('A stored password hash is not of a known form');
  }
  return {
    log2N: Number(log2N),
    r: Number(r),
    p: Number(p),
    salt: Buffer.from(salt, 'base64url'),
    key: Buffer.from(key, 'base64url'),
  };
}

function derive(password: string, { log2N, r, p, salt }: Omit<ParsedHash, 'key'>): Promise<Buffer> {
  const N = 2 ** log2N;
  // scrypt needs 128 · N · r bytes and a little more.
  return scryptAsync(password.normalize('NFC'), salt, { N, r, p, maxmem: 2 * 128 * N * r });
}

function scryptAsync(password: string, salt: BinaryLike, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, keyBytes, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
