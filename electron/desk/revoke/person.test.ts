import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Handshake2Answer } from '#shared/protocol/lanes.ts';
import type { Person } from '../router/context.ts';
import { makeTestVault, removeFolder, tempFolder } from '../vault/testing.ts';
import type { Vault } from '../vault/vault.ts';
import { personRevoke } from './person.ts';

const folder = tempFolder();
const quill: Person = { id: 'quill', name: 'Quill Invented', initials: 'QI', role: 'agent' };
const imogen: Person = { id: 'imogen', name: 'Imogen Invented', initials: 'II', role: 'nurse' };
const said = (...revoked: string[]): Handshake2Answer =>
  ({ guard: { revoked } }) as unknown as Handshake2Answer;
let vault: Vault;
let sitting: Person | null = quill;
let locks = 0;
const audited: string[] = [];
beforeAll(async () => {
  vault = await makeTestVault(folder);
  for (const person of [quill, imogen]) {
    const secret = { secret: `${person.id} velvet anchor`, kind: 'passphrase', device: null } as const;
    expect(await vault.setSlot(person, secret)).toMatchObject({ ok: true });
  }
});
afterAll(() => {
  vault.close();
  removeFolder(folder);
});
const room = personRevoke({
  vault: () => vault,
  getUp(id) {
    if (sitting?.id !== id) return false;
    sitting = null;
    return true;
  },
  lock() {
    locks++;
    vault.lock();
  },
  audit: (what, id) => void audited.push(`${what}:${id}`),
});
const ways = (): (string | undefined)[] => vault.slots().map((slot) => slot.person?.id);

test('a revoked person loses way in and seat, and others unlock as before', async () => {
  room.contact?.(said('quill', 'somebody-else'));
  expect(ways()).toEqual([undefined, 'imogen']);
  expect(sitting).toBeNull();
  expect(locks).toBe(1);
  expect(audited).toEqual(['slot:quill', 'seat:quill']);
  const as = (personId: string) => vault.unlock({ passphrase: `${personId} velvet anchor`, personId });
  expect((await as('quill')).ok).toBe(false);
  expect((await as('imogen')).ok).toBe(true);
});

test('told again at every contact it does nothing more, and whoever sits there stays', () => {
  sitting = imogen;
  room.contact?.(said('quill'));
  expect([locks, audited.length, sitting]).toEqual([1, 2, imogen]);
});

test('a backend that says nothing of people revokes nobody', () => {
  room.contact?.({} as Handshake2Answer);
  expect(ways()).toEqual([undefined, 'imogen']);
});
