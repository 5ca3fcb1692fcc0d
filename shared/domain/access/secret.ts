// What may serve as a person's secret on one device (C8): a PIN only where a part of the key lies outside the profile, so
// that a copied folder can't be tried at leisure; else a passphrase.
import type { ErrorCode } from '../errors.ts';

export const secretKinds = ['pin', 'passphrase'] as const;
export type SecretKind = (typeof secretKinds)[number];
export const minPin = 6;
export const maxPin = 12;
/** Characters, after trimming. */
export const minPassphrase = 12;
export const maxSecret = 400;

const digits = '01234567890';
const reversed = [...digits].toReversed().join('');
/** Keys of one column or row, up or down, as fingers walk over them. */
const walks = ['147', '258', '369', '2580', '159', '753', '789456123', '123456789', '147258369'];

/** A block that is repeated over the whole length: 111111, 121212, 123123. */
const repeats = (pin: string): boolean =>
  [1, 2, 3, 4, 5, 6].some(
    (size) =>
      size < pin.length && pin.length % size === 0 && pin === pin.slice(0, size).repeat(pin.length / size),
  );
const isDay = (text: string): boolean => Number(text) >= 1 && Number(text) <= 31;
const isMonth = (text: string): boolean => Number(text) >= 1 && Number(text) <= 12;
const isYear = (text: string): boolean => /^(19|20)\d\d$/.test(text);
/** Six or eight digits that read as a day: the first thing tried after 123456. */
function isDate(pin: string): boolean {
  const at = (from: number, to: number): string => pin.slice(from, to);
  const dayMonth = (from: number): boolean =>
    (isDay(at(from, from + 2)) && isMonth(at(from + 2, from + 4))) ||
    (isMonth(at(from, from + 2)) && isDay(at(from + 2, from + 4)));
  if (pin.length === 8) return (isYear(at(4, 8)) && dayMonth(0)) || (isYear(at(0, 4)) && dayMonth(4));
  if (pin.length !== 6) return false;
  return (
    dayMonth(0) ||
    dayMonth(2) ||
    (isYear(at(0, 4)) && isMonth(at(4, 6))) ||
    (isYear(at(2, 6)) && isMonth(at(0, 2)))
  );
}

/** Why a PIN is too easy: a repeat, a run, few digits, a walk over the keys, a date; null when none of them. */
export function trivialPin(pin: string): 'repeat' | 'run' | 'few-digits' | 'walk' | 'date' | null {
  if (repeats(pin)) return 'repeat';
  if (isRun(pin)) return 'run';
  if (new Set(pin).size < 3) return 'few-digits';
  if (walks.some((walk) => walk.startsWith(pin) || [...walk].toReversed().join('').startsWith(pin)))
    return 'walk';
  return isDate(pin) ? 'date' : null;
}
/** 123456, 987654, 890123, 112233, 135790. */
function isRun(pin: string): boolean {
  if (digits.repeat(2).includes(pin) || reversed.repeat(2).includes(pin)) return true;
  const steps = [...pin].slice(1).map((digit, at) => (Number(digit) - Number(pin[at]) + 10) % 10);
  const first = steps[0];
  if (steps.every((step) => step === first)) return true;
  // Pairs that go up or down: 112233, 998877.
  return (
    /^(\d)\1/.test(pin) &&
    steps.every((step, at) => step === (at % 2 === 0 ? 0 : steps[1])) &&
    [1, 9].includes(steps[1] ?? 0)
  );
}

/** Null: may be used. `bound`: a part of the slot's key lies in the system's key store. */
export function secretProblem(
  kind: SecretKind,
  secret: string,
  bound: boolean,
): Extract<ErrorCode, 'weak-pin' | 'weak-passphrase' | 'pin-needs-keystore'> | null {
  if (kind === 'passphrase')
    return [...secret.trim()].length < minPassphrase || secret.length > maxSecret ? 'weak-passphrase' : null;
  if (!bound) return 'pin-needs-keystore';
  return /^\d{6,12}$/.test(secret) && trivialPin(secret) === null ? null : 'weak-pin';
}
