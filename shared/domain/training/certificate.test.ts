// A certificate counts or it does not, and each reason has a code of its own: nothing that is refused unlocks anything.
import { describe, expect, it } from 'vitest';
import { testEd25519, testTrainer } from '#tests/support/certificates.ts';
import set from '../../../data/certificates/crisis.json' with { type: 'json' };
import { canonicalJson, readStrictJson } from './canonical.ts';
import {
  certificateSet,
  expiryOf,
  readTrainerKey,
  verifyCertificate,
  type CertificateFacts,
  type TrustedKey,
} from './certificate.ts';

const issued = '2026-11-22T10:00:00.000Z';
const trainer = testTrainer();
const other = testTrainer('Other Trainer');
const keys: TrustedKey[] = [trainer, other].map(({ key }) => ({ ...key, revokedAt: null }));
const sound = trainer.certificate(trainer.body(issued));
const facts: CertificateFacts = {
  now: '2026-12-01T10:00:00.000Z',
  seen: '2026-11-30T10:00:00.000Z',
  set: certificateSet.parse(set),
  personId: 'ann',
};
const check = (text: string, change: Partial<CertificateFacts> = {}, trusted = keys) =>
  verifyCertificate(text, trusted, { ...facts, ...change }, testEd25519);
const codeOf = (...given: Parameters<typeof check>): string => {
  const found = check(...given);
  return found.ok ? 'ok' : found.code;
};
/** The file with one thing of it changed after it was signed. */
const changed = (from: string, to: string): string => {
  expect(sound).toContain(from);
  return sound.replace(from, to);
};
const signed = (change: Parameters<typeof trainer.body>[1]) =>
  trainer.certificate(trainer.body(issued, change));
const three = trainer.body(issued).scenarios;

describe('a certificate', () => {
  it('that is sound counts, again and again, however its file is laid out', () => {
    expect(check(sound)).toMatchObject({ ok: true, value: { skill: 'crisis', subject: { id: 'ann' } } });
    expect(check(sound)).toEqual(check(sound));
    const { certificate, signature } = JSON.parse(sound) as { certificate: object; signature: string };
    const turned = Object.fromEntries(Object.entries(certificate).toReversed());
    expect(codeOf(JSON.stringify({ signature, certificate: turned }, null, 4))).toBe('ok');
    expect(codeOf(sound, { personId: null, seen: null })).toBe('ok');
    expect(codeOf(signed({ scenarios: three.map((s) => ({ ...s, id: `${s.id}-es` })) }))).toBe('ok');
  });

  it.each([
    [
      'a forged signature',
      changed('"signature":"', '"signature":"').replace(/.{88}"}$/, `${'A'.repeat(86)}=="}`),
      'certificate-forged',
    ],
    ['another name', changed('Ann Agent', 'Ben Agent'), 'certificate-forged'],
    ['another score', changed('"score":84', '"score":99'), 'certificate-forged'],
    ['a later end', changed('"expiresAt":"2027-11-22', '"expiresAt":"2027-11-23'), 'certificate-forged'],
    ['another trusted key named', changed(trainer.key.keyId, other.key.keyId), 'certificate-forged'],
    ['a key nobody trusts', testTrainer().certificate(testTrainer().body(issued)), 'certificate-unknown-key'],
    ['another kind', changed('careline-practice-certificate', 'careline-trainer-key'), 'certificate-kind'],
    ['a newer version', changed('"v":1', '"v":2'), 'certificate-newer'],
    ['a version that is none', changed('"v":1', '"v":"1"'), 'certificate-malformed'],
    ['another skill', changed('"skill":"crisis"', '"skill":"billing"'), 'certificate-malformed'],
    ['one field more', changed('"v":1', '"v":1,"role":"supervisor"'), 'certificate-malformed'],
    ['a prototype', changed('"v":1', '"v":1,"__proto__":{}'), 'certificate-malformed'],
    ['no JSON', sound.slice(0, -2), 'certificate-malformed'],
    ['nothing', '', 'certificate-malformed'],
    ['a list', '[]', 'certificate-malformed'],
    ['a megabyte', `${sound.slice(0, -1)}${' '.repeat(1_000_000)}}`, 'certificate-too-large'],
    ['a thousand brackets', '['.repeat(10_000), 'certificate-malformed'],
    ['a name twice', changed('"v":1', '"v":1,"v":1'), 'certificate-duplicate-keys'],
    ['a name twice, written otherwise', changed('"v":1', '"\\u0076":1,"v":1'), 'certificate-duplicate-keys'],
    ['markup in a name', signed({ subject: { id: 'ann', name: '<b>Ann</b>' } }), 'certificate-markup'],
    ['a turned name', signed({ subject: { id: 'ann', name: 'Ann‮tnegA' } }), 'certificate-markup'],
    ['two of three scenarios', signed({ scenarios: three.slice(1) }), 'certificate-incomplete'],
    [
      'a lower level',
      signed({ scenarios: three.map((s) => ({ ...s, level: 2 })) }),
      'certificate-incomplete',
    ],
    ['a life of ten years', signed({ expiresAt: '2036-11-22T10:00:00.000Z' }), 'certificate-incomplete'],
    [
      'a call after it was issued',
      signed({ scenarios: three.map((s) => ({ ...s, at: '2026-11-23T10:00:00.000Z' })) }),
      'certificate-incomplete',
    ],
    ['a scenario twice', signed({ scenarios: [...three, three[0]!] }), 'certificate-incomplete'],
    [
      'calls of long ago',
      signed({ scenarios: three.map((s) => ({ ...s, at: '2001-01-01T00:00:00.000Z' })) }),
      'certificate-old-calls',
    ],
    [
      'a call of 91 days before',
      signed({ scenarios: three.map((s) => ({ ...s, at: '2026-08-23T09:59:59.000Z' })) }),
      'certificate-old-calls',
    ],
    ['a score of 0', signed({ scenarios: three.map((s) => ({ ...s, score: 0 })) }), 'certificate-low-score'],
    [
      'picked lines',
      signed({ scenarios: three.map((s) => ({ ...s, ownWords: 49 })) }),
      'certificate-few-own-words',
    ],
    [
      'nothing about own words',
      signed({ scenarios: three.map(({ ownWords: _own, ...s }) => s) as typeof three }),
      'certificate-malformed',
    ],
    ['the trainer’s own name', signed({ subject: { id: 'ann', name: 'priya trainer' } }), 'certificate-own'],
  ])('with %s unlocks nothing', (_what, text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  it.each([
    ['the instant it ends', { now: expiryOf(issued, 12) }, 'certificate-expired'],
    ['a moment before', { now: '2027-11-22T09:59:59.999Z' }, 'ok'],
    ['before it was issued', { now: '2026-11-20T10:00:00.000Z', seen: null }, 'certificate-not-yet-valid'],
    ['clocks that differ by minutes', { now: '2026-11-22T09:57:00.000Z', seen: null }, 'ok'],
    ['a clock that was set back', { now: '2026-11-25T10:00:00.000Z' }, 'certificate-clock'],
    ['somebody else', { personId: 'ben' }, 'certificate-other-person'],
  ])('at %s', (_what, change, code) => {
    expect(codeOf(sound, change)).toBe(code);
  });

  it('whose key was taken back counts no more, and a forged one never says so', () => {
    const revoked = keys.map((k) => ({ ...k, revokedAt: '2026-11-25T10:00:00.000Z' }));
    expect(codeOf(sound, {}, revoked)).toBe('certificate-revoked-key');
    expect(codeOf(changed('Ann Agent', 'Ben Agent'), {}, revoked)).toBe('certificate-forged');
  });
});

it('ends on the last day of a month that lacks the day', () => {
  expect(expiryOf('2028-02-29T10:00:00.000Z', 12)).toBe('2029-02-28T10:00:00.000Z');
  expect(expiryOf('2026-08-31T10:00:00.000Z', 6)).toBe('2027-02-28T10:00:00.000Z');
});

it('takes a trainer’s key only whole, with the id that belongs to it', () => {
  expect(readTrainerKey(trainer.keyText, testEd25519)).toMatchObject({ ok: true, value: trainer.key });
  for (const text of [
    JSON.stringify({ ...trainer.key, keyId: other.key.keyId }),
    JSON.stringify({ ...trainer.key, name: '<script>' }),
    JSON.stringify({ ...trainer.key, publicKey: 'AAAA' }),
    trainer.keyText.replace('"v":1', '"v":1,"v":1'),
    sound,
    ' '.repeat(30_000),
  ])
    expect(readTrainerKey(text, testEd25519)).toMatchObject({ ok: false, code: 'trainer-key-malformed' });
});

it('writes one text for one value, and reads nothing that is twofold', () => {
  expect(canonicalJson({ b: [1, 'x', null], a: { d: true, c: 'é' } })).toBe(
    '{"a":{"c":"é","d":true},"b":[1,"x",null]}',
  );
  expect(() => canonicalJson({ a: 0.5 })).toThrow(RangeError);
  expect(readStrictJson('{"a":{"x":1},"b":{"x":1}}')).toMatchObject({ ok: true });
  expect(readStrictJson('{"a":"{\\"[[[[[[[[[[["}')).toMatchObject({ ok: true });
});
