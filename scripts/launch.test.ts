// The flags of `npm start --`, and the lock that keeps a second start from a profile.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseFlags } from './launch-flags.ts';
import { lockStart } from './launch-lock.ts';

describe('flags', () => {
  it('have defaults, and all of them may be given', () => {
    expect(parseFlags([])).toEqual({
      ok: true,
      value: {
        host: null,
        port: 0,
        profile: null,
        open: true,
        phone: true,
        twilio: false,
        backend: null,
        fhir: null,
        fhirAuth: null,
      },
    });
    const all =
      '--host preview --port 4711 --profile a --no-open --no-phone --twilio --backend https://b.example --fhir http://127.0.0.1:1/fhir --fhir-client desk --fhir-origin https://login.example --fhir-port 4000';
    expect(parseFlags(all.split(' '))).toEqual({
      ok: true,
      value: {
        host: 'preview',
        port: 4711,
        profile: 'a',
        open: false,
        phone: false,
        twilio: true,
        backend: 'https://b.example',
        fhir: 'http://127.0.0.1:1/fhir',
        fhirAuth: {
          kind: 'launch',
          clientId: 'desk',
          origins: ['https://login.example'],
          redirectPort: 4000,
        },
      },
    });
  });
  it.each([
    '--nonsense',
    'word',
    '--host chrome',
    '--host',
    '--port -1',
    '--port 70000',
    '--port 80x',
    '--port 1.5',
    '--port=',
    '--backend ftp://b.example',
    '--backend file:///etc/passwd',
    '--backend b.example',
    '--backend javascript:alert(1)',
    '--twilio',
    '--fhir',
    '--fhir //b.example',
    '--fhir-key',
    '--fhir-client desk --fhir-origin https://a.example/path',
    '--fhir-client desk --fhir-port 80',
    '--fhir-client desk --fhir-key --fhir-port 4000',
    '--no-host',
    '--open=yes',
  ])('%j are refused with the usage', (flags) => {
    const told = parseFlags(flags.split(' '));
    expect(told).toMatchObject({ ok: false, message: expect.stringContaining('npm start -- [--host') });
  });
});

describe('the start’s lock', () => {
  const profile = mkdtempSync(join(tmpdir(), 'careline-lock-'));
  afterAll(() => rmSync(profile, { recursive: true, force: true }));
  it('is held by one start at a time and free afterwards', () => {
    const first = lockStart(profile);
    expect(first).not.toBeNull();
    expect(lockStart(profile)).toBeNull();
    first?.release();
    const second = lockStart(profile);
    expect(second).not.toBeNull();
    second?.release();
  });
  it('tells what is wrong with the folder instead of "already running"', () => {
    writeFileSync(join(profile, 'file'), '');
    expect(() => lockStart(join(profile, 'file'))).toThrow();
    writeFileSync(
      join(profile, 'start.lock'),
      'not a database at all, but long enough to be looked at as one.'.repeat(20),
    );
    expect(() => lockStart(profile)).toThrow();
  });
});
