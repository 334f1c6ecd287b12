import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { hashPassword, isPassword } from '#server/auth/password-hash.ts';

it('knows the right password from a wrong one', async () => {
  const hash = await hashPassword('chè núi 88', randomBytes);
  expect(await isPassword('chè núi 88', hash)).toBe(true);
  expect(await isPassword('chè núi 89', hash)).toBe(false);
  // The same letters as another keyboard composes them.
  expect(await isPassword('chè núi 88'.normalize('NFD'), hash)).toBe(true);
});

it('hashes one password differently each time', async () => {
  const twice = await Promise.all([hashPassword('same', randomBytes), hashPassword('same', randomBytes)]);
  expect(twice[0]).not.toBe(twice[1]);
});

it('checks a hash made with other parameters by those', async () => {
  // RFC 7914, section 12: scrypt("password", "NaCl", N=1024, r=8, p=16), first 32 of 64 bytes.
  const key = Buffer.from('fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162', 'hex');
  const hash = `scrypt$10$8$16$${Buffer.from('NaCl').toString('base64url')}$${key.toString('base64url')}`;
  expect(await isPassword('password', hash)).toBe(true);
  expect(await isPassword('Password', hash)).toBe(false);
});

it('says no without a hash, and refuses one it does not know', async () => {
  expect(await isPassword('', null)).toBe(false);
  await expect(isPassword('any', 'md5$abc')).rejects.toThrow(/known form/);
});
