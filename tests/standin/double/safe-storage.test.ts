// The keystore in its modes; the key outlives the process that made it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { createSafeStorage, usualKeystore } from './safe-storage.ts';

const folder = mkdtempSync(join(tmpdir(), 'careline-keystore-'));
afterAll(() => rmSync(folder, { recursive: true }));
const modes = { ...usualKeystore };
beforeEach(() => void Object.assign(modes, usualKeystore));
const keyFile = join(folder, 'made', 'keystore');
const make = (name = 'Careline', ready = true) =>
  createSafeStorage({ modes, keyFile, name: () => name, isReady: () => ready });

it('gives back what it took, also to a later start, not to another name, not once changed', async () => {
  const wrapped = await make().encryptStringAsync('key ✓');
  expect(wrapped.includes('key')).toBe(false);
  expect(await make().decryptStringAsync(wrapped)).toEqual({ result: 'key ✓', shouldReEncrypt: false });
  await expect(make('Other').decryptStringAsync(wrapped)).rejects.toThrow('decrypting');
  wrapped[wrapped.length - 1] = (wrapped.at(-1) ?? 0) ^ 1;
  await expect(make().decryptStringAsync(wrapped)).rejects.toThrow('decrypting');
  await expect(make().decryptStringAsync(Buffer.from('x'))).rejects.toThrow('decrypting');
});

it('can be absent, away for a while, failing, plain text', async () => {
  const safe = make();
  const wrapped = await safe.encryptStringAsync('a');
  modes.available = false;
  expect(await safe.isAsyncEncryptionAvailable()).toBe(false);
  await expect(safe.encryptStringAsync('a')).rejects.toThrow('not available');
  Object.assign(modes, usualKeystore, { temporarilyUnavailable: true });
  await expect(safe.decryptStringAsync(wrapped)).rejects.toThrow('temporarily');
  Object.assign(modes, usualKeystore, { failDecrypt: true });
  await expect(safe.decryptStringAsync(wrapped)).rejects.toThrow('decrypting');
  Object.assign(modes, usualKeystore, { failEncrypt: true });
  await expect(safe.encryptStringAsync('b')).rejects.toThrow('encrypting');
  Object.assign(modes, usualKeystore, { backend: 'basic_text' });
  expect(safe.getSelectedStorageBackend()).toBe('basic_text');
});

it('asks for a new wrapping until it gets one', async () => {
  const safe = make();
  const wrapped = await safe.encryptStringAsync('a');
  modes.reEncrypt = true;
  expect((await safe.decryptStringAsync(wrapped)).shouldReEncrypt).toBe(true);
  const again = await safe.encryptStringAsync('a');
  expect((await safe.decryptStringAsync(again)).shouldReEncrypt).toBe(false);
});

it('knows nothing before ready', async () => {
  const safe = make('Careline', false);
  expect(safe.getSelectedStorageBackend()).toBe('unknown');
  expect(await safe.isAsyncEncryptionAvailable()).toBe(false);
  await expect(safe.encryptStringAsync('a')).rejects.toThrow('before app is ready');
});
