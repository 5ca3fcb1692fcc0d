// One desk a profile, and no stale lock after a desk was killed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockProfile } from './profile-lock.ts';
import { removeFolder, tempFolder } from './testing.ts';

let profile = '';
beforeEach(() => {
  profile = tempFolder();
});
afterEach(() => removeFolder(profile));

test('a second desk is refused; after release or another profile it is not', () => {
  const first = lockProfile(profile);
  if (!first.ok) throw new Error(first.code);
  expect(lockProfile(profile)).toMatchObject({ ok: false, code: 'profile-in-use', retryable: true });
  first.value.release();
  const again = lockProfile(profile);
  if (!again.ok) throw new Error(again.code);
  again.value.release();
});

test('another process holds it until it is killed, with nothing left behind', async () => {
  const child = spawn(process.execPath, [
    '--expose-gc',
    '--input-type=module',
    '-e',
    `const { lockProfile } = await import(${JSON.stringify(new URL('./profile-lock.ts', import.meta.url).href)});
     const took = () => lockProfile(${JSON.stringify(profile)}).ok;
     const said = took();
     // Nobody keeps what was given out: the lock must hold all the same.
     for (let i = 0; i < 3; i++) {
       gc();
       await new Promise(setImmediate);
     }
     console.log(said);
     setInterval(() => {}, 1000);`,
  ]);
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  expect(said.toString().trim()).toBe('true');
  expect(lockProfile(profile)).toMatchObject({ ok: false, code: 'profile-in-use' });
  child.kill('SIGKILL');
  await once(child, 'close');
  const mine = lockProfile(profile);
  if (!mine.ok) throw new Error(mine.code);
  mine.value.release();
});
