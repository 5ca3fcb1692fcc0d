// "The same patient, the same number" without words in clear: keyed hashes beside the sealed bodies, so that a repeat call
// is found among hundreds of messages without opening them (M23).
import { createHmac } from 'node:crypto';
import type Database from 'better-sqlite3';
import { normalDigits } from '#shared/domain/phone/phone.ts';
import { prepared } from '../vault/prepared.ts';

const keys = new WeakMap<Database.Database, Buffer>();
function keyOf(db: Database.Database): Buffer {
  const known = keys.get(db);
  if (known !== undefined) return known;
  const row = prepared<[], { value: string }>(
    db,
    "SELECT value FROM settings_core WHERE key = 'same-key'",
  ).get();
  if (row === undefined) throw new Error('vault without its key for repeat calls');
  const key = Buffer.from(row.value, 'hex');
  keys.set(db, key);
  return key;
}
const hashed = (db: Database.Database, kind: string, text: string): string =>
  createHmac('sha256', keyOf(db)).update(`${kind}\n${text}`).digest('base64url').slice(0, 16);

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
  const digits = f.number === '' ? null : normalDigits(f.number);
  return {
    patient:
      name === '' || f.patientBirthDate === ''
        ? null
        : hashed(db, 'patient', `${name}\n${f.patientBirthDate}`),
    number: digits === null ? null : hashed(db, 'number', digits),
  };
}
