// Keys that a person chose on this computer (product.md 7, "remappable"): which may be chosen, and what stands against one. Pure.
import { actionIds, keysOf, keyTable, tableKeys, type ActionId } from './keys.ts';

export type OwnKeys = Readonly<Partial<Record<ActionId, string>>>;
export type KeyProblem =
  /** Types a character, or is none that every keyboard has. */
  | { kind: 'not-a-key' }
  /** The system's, the browser's, or of what has the focus: copy, paste, Alt with a digit. */
  | { kind: 'reserved' }
  | { kind: 'taken'; by: ActionId };

/** `Ctrl+Shift+K`, `F6`, `Shift+F6`: with modifiers in the order of `chordOf`. */
const shape = /^(?:Ctrl\+)?(?:Cmd\+)?(?:Shift\+)?(?:F(?:[1-9]|1[0-2])|[A-Z0-9])$/;
const reserved: readonly string[] = [
  ...'ACVXZYWTNQRPS'.split('').map((key) => `Ctrl+${key}`),
  ...'ZWTNQRIJCD'.split('').map((key) => `Ctrl+Shift+${key}`),
  'F10',
  'Shift+F10',
  'F11',
  'Ctrl+F4',
  'Ctrl+Shift+F2',
  'Ctrl+Shift+F6',
];

/** `now`: which key another action has. */
export function keyProblem(
  id: ActionId,
  chord: string,
  now: (other: ActionId) => string,
  isMac: boolean,
): KeyProblem | null {
  if (/Alt\+/.test(chord)) return { kind: 'reserved' };
  if (!shape.test(chord) || (!/F\d+$/.test(chord) && !/^(?:Ctrl|Cmd)/.test(chord)))
    return { kind: 'not-a-key' };
  if (chord !== tableKeys(id, isMac) && reserved.includes(chord.replace(/^Cmd/, 'Ctrl')))
    return { kind: 'reserved' };
  const by = keyTable.find(
    (r) =>
      r.id !== id &&
      // On a Mac the F-keys of the table go on working, unless that action has one of a person's own.
      (chord === now(r.id) || (isMac && chord === r.keys && now(r.id) === r.mac && /F\d/.test(chord))),
  )?.id;
  return by === undefined ? null : { kind: 'taken', by };
}

/** What is kept, as far as it may count: unknown actions, keys that may not be chosen and second holders of a key fall away. */
export function ownKeysOf(kept: Readonly<Record<string, string>>, isMac: boolean): OwnKeys {
  const own: Partial<Record<ActionId, string>> = {};
  const now = (id: ActionId): string => own[id] ?? (kept[id] === undefined ? tableKeys(id, isMac) : '');
  for (const id of actionIds) {
    const chord = kept[id];
    if (chord !== undefined && chord !== tableKeys(id, isMac) && keyProblem(id, chord, now, isMac) === null)
      own[id] = chord;
  }
  // One that fell away has its own key back; who took that meanwhile gives it up, and so on.
  const holds = (id: ActionId): string => own[id] ?? tableKeys(id, isMac);
  const clashing = (): ActionId | undefined =>
    actionIds.find((id) => own[id] !== undefined && keyProblem(id, own[id], holds, isMac) !== null);
  for (let id = clashing(); id !== undefined; id = clashing()) delete own[id];
  return own;
}

/** With this key, or with the table's again (null). Everything else stays, also what this version does not know. */
export function withKey(
  kept: Readonly<Record<string, string>>,
  id: ActionId,
  chord: string | null,
  isMac: boolean,
): Record<string, string> {
  const rest = Object.fromEntries(Object.entries(kept).filter(([key]) => key !== id));
  return chord === null || chord === tableKeys(id, isMac) ? rest : { ...rest, [id]: chord };
}

/** The table's key of that action may be another's by now: then it stays as it is, and says whose it is. */
export const resetProblem = (id: ActionId, isMac: boolean): KeyProblem | null =>
  keyProblem(id, tableKeys(id, isMac), (other) => keysOf(other, isMac), isMac);
