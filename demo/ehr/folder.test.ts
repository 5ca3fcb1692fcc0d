// Serving a folder of somebody's own: plain and gzip'd lines, bundles and single resources, references of every kind.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { gzipSync } from 'node:zlib';
import type { Bundle, Encounter, Patient } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFolder } from './folder.ts';
import { asker } from './testing.ts';

let folder: string;
const bundle = (entry: object[], type = 'transaction'): string =>
  JSON.stringify({ resourceType: 'Bundle', type, entry });
const post = { method: 'POST', url: 'x' };
const doctor = {
  resourceType: 'Practitioner',
  id: 'doc',
  identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '77' }],
};
const encounter = {
  resourceType: 'Encounter',
  id: 'e1',
  status: 'finished',
  class: { code: 'AMB' },
  subject: { reference: 'urn:uuid:p1' },
  participant: [
    { individual: { reference: 'Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|77' } },
    {
      individual: {
        reference: 'Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|none',
        display: 'Dr. Gone',
      },
    },
  ],
};
const patient = { resourceType: 'Patient', name: [{ family: 'Made' }] };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'careline-ehr-'));
  await writeFile(
    join(folder, 'a.ndjson.gz'),
    gzipSync(
      [
        bundle([
          { fullUrl: 'urn:uuid:p1', resource: patient, request: post },
          { fullUrl: 'urn:uuid:e1', resource: encounter, request: post },
          { fullUrl: 'urn:uuid:doc', resource: doctor, request: post },
        ]),
        bundle([{ fullUrl: 'urn:uuid:doc', resource: { ...doctor, active: false }, request: post }]),
      ].join('\n'),
    ),
  );
  await writeFile(
    join(folder, 'b.ndjson'),
    [
      'not json',
      '',
      '{"resourceType":"Procedure","id":"x1","status":"completed","subject":{"reference":"Patient/p1"}}',
      '{"resourceType":"Basic","id":"x2"}',
      bundle([
        { resource: { ...patient, id: 'p1', active: true }, request: { method: 'PUT', url: 'Patient/p1' } },
      ]),
    ].join('\r\n'),
  );
  await writeFile(join(folder, 'README.md'), 'nothing');
});
afterAll(() => rm(folder, { recursive: true }));

describe('a folder of records', () => {
  it('is served with its ids and its references, and says what it left out', async () => {
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'main.ts'), '--data', folder, '--now', '2026-11-22T03:00:00Z'],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const ready = JSON.parse(line) as { ready: boolean; url: string; token: string };
    expect(ready).toMatchObject({
      ready: true,
      resources: 4,
      files: 2,
      unreadable: 1,
      leftOut: { Basic: 1 },
      repeated: 1,
      dangling: 1,
    });
    const ask = asker(ready);
    const visit = (await ask<Encounter>('GET', '/Encounter/e1')).body;
    expect(visit.subject?.reference).toBe('Patient/p1');
    expect(visit.participant?.map((p) => p.individual?.reference)).toEqual([
      'Practitioner/doc',
      'Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|none',
    ]);
    expect((await ask<Patient>('GET', '/Patient/p1')).body.active).toBe(true);
    expect((await ask<Bundle>('GET', '/Procedure?patient=p1')).body.total).toBe(1);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  it('that has no such file is refused', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'careline-ehr-'));
    await expect(readFolder(empty)).rejects.toThrow('no .ndjson');
    await rm(empty, { recursive: true });
  });
});
