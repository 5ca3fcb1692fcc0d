import { afterEach, expect, it } from 'vitest';
import { normalDigits } from '#shared/domain/phone/phone.ts';
import { migrations } from '../migrations.ts';
import { makeTestVault, removeFolder, tempFolder } from '../vault/testing.ts';
import { contactFlagsOf } from './contact-flags.ts';
import { createCardCache } from './store.ts';

let end = (): void => undefined;
afterEach(() => end());

it('tells what the records of whoever has a number ask of callers, and nothing of what it cannot read', async () => {
  const folder = tempFolder();
  const vault = await makeTestVault(folder, migrations);
  end = () => {
    vault.close();
    removeFolder(folder);
  };
  const db = vault.patients;
  if (db === null) throw new Error('the vault is closed');
  const cache = createCardCache(() => db);
  const card = (...kinds: string[]): string =>
    JSON.stringify({ rows: [{ preferredName: 'A', flags: kinds.map((kind) => ({ kind, text: 'x' })) }] });
  const has = (patientId: string, ...numbers: string[]): void =>
    cache.writeNumbers(
      patientId,
      numbers.flatMap((number) => normalDigits(number) ?? []),
    );
  const now = '2026-11-22T12:00:00.000Z';
  has('p-1', '6175550142');
  has('p-2', '6175550142', '6175550143');
  has('p-3', '6175550144');
  cache.write('p-1', 'identity', card('no-home-calls', 'hearing'), now);
  cache.write('p-2', 'identity', card('no-voicemail', 'patient-only', 'no-voicemail'), now);
  cache.write('p-3', 'identity', JSON.stringify({ rows: [{ flag: 'no-voicemail' }] }), now);
  // Two people of one household: what either asked for stands.
  expect(contactFlagsOf(db, '+16175550142').toSorted()).toEqual([
    'do-not-call',
    'no-voicemail',
    'patient-only',
  ]);
  expect(contactFlagsOf(db, '(617) 555-0143')).toEqual(['no-voicemail', 'patient-only']);
  for (const number of ['+16175550144', '+16175550199', '', 'client:eve'])
    expect(contactFlagsOf(db, number)).toEqual([]);
  expect(contactFlagsOf(null, '+16175550142')).toEqual([]);
});
