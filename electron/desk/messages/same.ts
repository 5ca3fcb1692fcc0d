// "The same patient, the same number" without words in clear: keyed hashes beside the sealed bodies, so that a repeat call
// is found among hundreds of messages without opening them (M23).
import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import { prepared } from '../vault/prepared.ts';

const keys = new WeakMap<Database.Database, string>();
function keyOf(db: Database.Database): string {
  const known = keys.get(db);
  if (known !== undefined) return known;
  const key = prepared<[], { value: string }>(
    db,
    "SELECT value FROM settings_core WHERE key = 'same-key'",
  ).get()?.value;
  if (key === undefined) throw new Error('vault without its key for repeat calls');
  keys.set(db, key);
  return key;
}
/** The secret key goes first and the answer is cut: enough for a column of a vault that is encrypted as a whole. */
const hashed = (db: Database.Database, kind: string, text: string): string =>
  createHash('sha256')
    .update(`${keyOf(db)}\n${kind}\n${text}`)
    .digest('base64url')
    .slice(0, 16);

/** `Doe, Jané` and `jane doe` are one: letters and digits only, no accents, parts in order of the alphabet. */
const plainName = (name: string): string =>
  (
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/\p{M}/gu, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
    .toSorted()
    .join(' ');

/** Empty ones are nobody's. */
export const sameName = (a: string, b: string): boolean =>
  plainName(a) !== '' && plainName(a) === plainName(b);

/** The last ten digits without an extension: with and without the country's code are one line here. Null = too few. */
function plainNumber(number: string): string | null {
  const digits = number
    .normalize('NFKC')
    .replace(/(?:;ext=|ext|x|#).*$/i, '')
    .replace(/\D/g, '');
  return digits.length < 7 ? null : digits.slice(-10);
}

export interface Same {
  /** Null without name and birth date: a name alone is not a person. */
  patient: string | null;
  number: string | null;
}
export function sameOf(
  db: Database.Database,
  f: { patientName: string; patientBirthDate: string; number: string },
): Same {
  const name = plainName(f.patientName);
  const digits = plainNumber(f.number);
  return {
    patient:
      name === '' || f.patientBirthDate === ''
        ? null
        : hashed(db, 'patient', `${name}\n${f.patientBirthDate}`),
    number: digits === null ? null : hashed(db, 'number', digits),
  };
}
