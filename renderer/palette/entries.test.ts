import { expect, it, vi } from 'vitest';
import type { MessageRow } from '#shared/contract/messages.ts';
import { actionIds, keyTable } from '../app/keys.ts';
import { actionEntries, extraActions, messageEntries, type PaletteDoes } from './entries.ts';

const does = (): PaletteDoes => ({ action: vi.fn(), extra: vi.fn(), account: vi.fn(), message: vi.fn() });

it('offers every action that has a key, with the key of this computer', () => {
  const spies = does();
  const entries = actionEntries(false, [], spies, true, true);
  for (const id of actionIds.filter((a) => a !== 'palette')) {
    const entry = entries.find((e) => e.id === `action:${id}`);
    entry?.run();
    expect(spies.action).toHaveBeenLastCalledWith(id);
  }
  expect(entries.find((e) => e.id === 'action:lock')?.keys).toBe('Ctrl+Shift+L');
  expect(actionEntries(true, [], spies).find((e) => e.id === 'action:lock')?.keys).toBe('Cmd+Shift+L');
  expect(new Set(entries.map((e) => e.id)).size).toBe(entries.length);
});

it('leaves out what only a real line can do', () => {
  const entries = actionEntries(false, [], does()).map((e) => e.id);
  for (const row of keyTable.filter((r) => r.line)) expect(entries).not.toContain(`action:${row.id}`);
  expect(entries).toContain('action:answer');
  // Out of practice to the real card: nothing of the live desk.
  expect(entries).not.toContain('action:real-emergency');
});

it('leaves out what makes no sense now', () => {
  const entries = actionEntries(false, ['proof', 'theme.dark'], does()).map((e) => e.id);
  expect(entries).not.toContain('action:proof');
  expect(entries.filter((id) => extraActions.some((x) => id === `action:${x}`))).toHaveLength(
    extraActions.length - 2,
  );
});

it('names a message by its patient, or by who rang', () => {
  const row = {
    id: 'm1',
    patientName: ' ',
    callerName: 'Hanna (synthetic)',
    takenAt: '2026-11-22T10:00:00.000Z',
  } as MessageRow;
  const spies = does();
  const [entry] = messageEntries([row], spies);
  expect(entry?.title).toBe('Hanna (synthetic)');
  entry?.run();
  expect(spies.message).toHaveBeenCalledWith('m1');
});
