// Two people never stand in one message: what is joined, what is refused.
import { describe, expect, it } from 'vitest';
import { isAboutOther } from './whose.ts';

const nobody = { patientRef: '', patientName: '', patientBirthDate: '', patientBirthDateTyped: '' };
const sandi = { patientRef: 'p-sandi', patientName: 'Sandi Made-Up', patientBirthDate: '' };
const ben = { patientName: 'Ben New', patientBirthDate: '1990-01-01' };

describe('what is added to a message in hand', () => {
  it.each<[string, Partial<typeof nobody>, Partial<typeof sandi>, boolean]>([
    ['nothing is named in it', {}, sandi, false],
    ['the same record', { patientRef: 'p-sandi', patientName: 'Alexandra M.' }, sandi, false],
    ['another record', { patientRef: 'p-anton', patientName: 'Sandi Made-Up' }, sandi, true],
    ['the name typed, in another order', { patientName: 'made-up, sándi' }, sandi, false],
    ['one of the names typed', { patientName: 'Sandi' }, sandi, false],
    ['another first name', { patientName: 'Anton Made-Up' }, sandi, true],
    ['a birth date without a name', { patientBirthDate: '1950-01-01' }, sandi, true],
    ['one that could not be read', { patientBirthDateTyped: 'May, I think' }, sandi, true],
    ['only a name that says nothing', { patientName: '?' }, sandi, true],
    ['a new patient into a message of a record', { patientRef: 'p-anton' }, ben, true],
    ['a new patient as typed', { patientName: 'Ben New', patientBirthDate: '1990-01-01' }, ben, false],
    ['born on another day', { patientName: 'Ben New', patientBirthDate: '1950-01-01' }, ben, true],
    ['only the same birth date', { patientBirthDate: '1990-01-01' }, ben, false],
    ['nobody is said', { patientRef: 'p-anton', patientName: 'Anton' }, {}, false],
    ['empty words are nobody', { patientRef: 'p-anton' }, nobody, false],
  ])('%s', (_name, held, more, isOther) => expect(isAboutOther({ ...nobody, ...held }, more)).toBe(isOther));
});
