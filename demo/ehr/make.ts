// The recipe of demo/ehr/data, run by hand and committed with its output:
//   node demo/ehr/make.ts SOURCE_FOLDER
// where SOURCE_FOLDER holds the gzip'd NDJSON files named below (see data/NOTICE.md for where they come from).
// The same sources give the same bytes: no clock, no randomness.
import { createReadStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip, gzipSync } from 'node:zlib';
import type { Bundle, Organization, Patient, Practitioner, Resource } from '@medplum/fhirtypes';
import { slimDefinitions } from './make-definitions.ts';
import { derive, type Care } from './make-derive.ts';
import { chosen2019, chosen2022, sameHome } from './make-selection.ts';
import { trim, type Trimmed } from './make-trim.ts';

const source = process.argv[2];
if (!source) throw new Error('usage: node demo/ehr/make.ts SOURCE_FOLDER');
const out = join(import.meta.dirname, 'data');
mkdirSync(out, { recursive: true });

/** `anchor` is the day that the supplement took for today when it was made; loading moves it to the real today. */
const vintages = [
  { file: 'synthea-2019-us', anchor: '2021-04-15', chosen: chosen2019 },
  { file: 'synthea-2022-careteam', anchor: '2022-05-01', chosen: chosen2022 },
] as const;

type PatientBundle = { entry: { fullUrl?: string; resource: Resource }[] };

async function* bundles(file: string): AsyncGenerator<PatientBundle> {
  const lines = createInterface({
    input: createReadStream(join(source as string, `${file}.ndjson.gz`)).pipe(createGunzip()),
  });
  for await (const line of lines) {
    const bundle = JSON.parse(line) as Bundle;
    yield {
      entry: (bundle.entry ?? []).flatMap((e) =>
        e.resource ? [{ fullUrl: e.fullUrl, resource: e.resource }] : [],
      ),
    };
  }
}

const write = (name: string, resources: Resource[]): number => {
  const bytes = gzipSync(resources.map((r) => JSON.stringify(r)).join('\n') + '\n', { level: 9 });
  writeFileSync(join(out, name), bytes);
  return bytes.length;
};

/** Who saw the patient last, if both the person and the organisation are known. */
function careOf(t: Trimmed): Care | undefined {
  for (const r of t.own) {
    if (r.resourceType !== 'Encounter') continue;
    const practitioner = t.providers.get(r.participant?.[0]?.individual?.reference ?? '') as
      | Practitioner
      | undefined;
    const organization = t.providers.get(r.serviceProvider?.reference ?? '') as Organization | undefined;
    if (practitioner?.resourceType === 'Practitioner' && organization?.resourceType === 'Organization')
      return { practitioner, organization };
  }
  return undefined;
}

const supplement = new Map<string, Resource[]>();
for await (const bundle of bundles('derived-supplement')) {
  const resources = bundle.entry.map((e) => e.resource);
  const coverage = resources.find((r) => r.resourceType === 'Coverage');
  const id = coverage?.beneficiary.reference?.slice('Patient/'.length);
  if (id) supplement.set(id, resources);
}

const manifest = {
  files: [] as { file: string; anchor: string; patients: number; resources: number; bytes: number }[],
};
// The files share providers with the same ids; the first file's stays.
const earlier = new Set<string>();
for (const { file, anchor, chosen } of vintages) {
  const resources = new Map<string, Resource>();
  let patients = 0;
  const add = (r: Resource): unknown =>
    earlier.has(`${r.resourceType}/${r.id}`) || resources.set(`${r.resourceType}/${r.id}`, r);
  for await (const bundle of bundles(file)) {
    const patient = bundle.entry.find((e) => e.resource.resourceType === 'Patient')?.resource as
      | Patient
      | undefined;
    if (!patient?.id || !(patient.id.slice(0, 8) in chosen)) continue;
    const trimmed = trim(bundle, supplement.get(patient.id) ?? []);
    const { own, places } = derive(patient, trimmed.own, careOf(trimmed), anchor);
    for (const r of [...trimmed.providers.values(), ...places, ...own]) add(r);
    patients++;
  }
  if (patients !== Object.keys(chosen).length)
    throw new Error(`${file}: ${patients} of ${Object.keys(chosen).length} patients found`);
  const person = (key: string): Patient | undefined =>
    [...resources.values()].find(
      (r): r is Patient => r.resourceType === 'Patient' && r.id?.slice(0, 8) === key,
    );
  for (const [who, withWhom] of sameHome) {
    const [one, other] = [person(who), person(withWhom)];
    if (one && other) one.address = other.address;
  }
  for (const key of resources.keys()) earlier.add(key);
  const list = [...resources.values()].toSorted((a, b) => a.resourceType.localeCompare(b.resourceType));
  const bytes = write(`${file}.ndjson.gz`, list);
  manifest.files.push({ file: `${file}.ndjson.gz`, anchor, patients, resources: list.length, bytes });
}
writeFileSync(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
for (const [name, more] of [
  ['definitions', false],
  ['definitions-more', true],
] as const)
  writeFileSync(join(out, `${name}.json.gz`), gzipSync(JSON.stringify(slimDefinitions(more)), { level: 9 }));
process.stdout.write(`${JSON.stringify(manifest)}\n`);
