import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { load } from './load.ts';
import { Store } from './store.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'careline-load-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const doctor = {
  resourceType: 'Practitioner',
  id: 'd1',
  identifier: [{ system: 'npi', value: '9' }],
  name: [{ family: 'Iyer' }],
};
const bundle = (...entry: object[]) => JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry });

it('providers before patients whatever the order, references rewritten, repeats once, bad lines counted', async () => {
  const visit = {
    resourceType: 'Encounter',
    id: 'v1',
    subject: { reference: 'urn:uuid:p1' },
    participant: [
      { individual: { reference: 'Practitioner?identifier=npi|9' } },
      { individual: { reference: 'Practitioner?identifier=npi|0' } },
    ],
  };
  const person = { fullUrl: 'urn:uuid:p1', resource: { resourceType: 'Patient', id: 'p1' } };
  const lines = [bundle(person, { resource: visit }, { resource: doctor }), 'not json', '', '7'];
  writeFileSync(join(folder, 'a.ndjson.gz'), gzipSync(lines.join('\n')));
  writeFileSync(join(folder, 'b.ndjson'), bundle({ resource: doctor }));
  writeFileSync(join(folder, 'c.json'), JSON.stringify({ resourceType: 'Patient', id: 'p2' }, null, 2));
  writeFileSync(join(folder, 'README.md'), '# not data');
  const store = new Store();
  const seen: string[] = [];
  const loaded = await load(folder, store, (r) => seen.push(`${r.resourceType}/${r.id}`));
  expect(loaded).toEqual({ files: 3, lines: 5, badLines: 1, resources: 4, repeated: 1 });
  expect(seen).toEqual(['Practitioner/d1', 'Patient/p1', 'Encounter/v1', 'Patient/p2']);
  expect(store.patients()).toEqual(['p1', 'p2']);
  expect(store.list('Encounter', 'p1')).toMatchObject([
    {
      subject: { reference: 'Patient/p1' },
      participant: [
        { individual: { reference: 'Practitioner/d1' } },
        { individual: { reference: 'Practitioner?identifier=npi|0' } },
      ],
    },
  ]);
});
