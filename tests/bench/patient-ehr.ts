// The sample EHR as a process of its own beside the bench, and whose records of it are measured: the one in the middle by
// number of entries, and the largest.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '#tests/support/app.ts';

export interface BenchPatient {
  id: string;
  /** Entries of the record. */
  size: number;
  /** What its caller says: name, birth date, first line of the address. */
  said: readonly (readonly [fact: 'fullName' | 'birthDate' | 'address', stated: string])[];
}
export interface BenchEhr {
  url: string;
  token: string;
  resources: number;
  patients: number;
  median: BenchPatient;
  largest: BenchPatient;
  close(): void;
}
interface Raw {
  id: string;
  name: { given?: string[]; family?: string }[];
  birthDate: string;
  address?: { line?: string[] }[];
  meta?: { security?: unknown[] };
}
/** What a record is measured by. */
const counted = [
  'Encounter',
  'Observation',
  'Condition',
  'MedicationRequest',
  'Immunization',
  'Appointment',
  'ExplanationOfBenefit',
  'Invoice',
  'Communication',
  'AllergyIntolerance',
];

/** Own records, or (CARELINE_BENCH_DATA) a folder of NDJSON bundles. */
export async function startBenchEhr(): Promise<BenchEhr> {
  const folder = process.env['CARELINE_BENCH_DATA'];
  const child = spawn(
    process.execPath,
    [
      join(root, 'demo', 'ehr', 'main.ts'),
      ...(folder === undefined ? [] : ['--data', folder, '--now', '2021-04-15T12:00:00.000Z']),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const close = (): void => {
    child.stdin.end();
    child.kill('SIGTERM');
  };
  const ready = await new Promise<{ ready: boolean; url: string; token: string; resources: number }>(
    (done, reject) => {
      createInterface({ input: child.stdout }).once('line', (line) => done(JSON.parse(line)));
      child.once('exit', (code) => reject(new Error(`the sample EHR ended early (${String(code)})`)));
    },
  );
  const ask = async (query: string): Promise<{ total?: number; entry?: { resource: Raw }[] }> => {
    const answer = await fetch(`${ready.url}/${query}`, {
      headers: { authorization: `Bearer ${ready.token}` },
    });
    return (await answer.json()) as { total?: number; entry?: { resource: Raw }[] };
  };
  const people = ((await ask('Patient?_count=1000')).entry ?? [])
    .map((e) => e.resource)
    .filter((p) => p.meta?.security === undefined && p.address?.[0]?.line?.[0] !== undefined);
  const sized: BenchPatient[] = [];
  for (const p of people) {
    let size = 1;
    for (const type of counted)
      size += (await ask(`${type}?patient=${p.id}&_summary=count&_total=accurate&_count=1`)).total ?? 0;
    const [name] = p.name;
    sized.push({
      id: p.id,
      size,
      said: [
        ['fullName', `${name?.given?.[0] ?? ''} ${name?.family ?? ''}`],
        ['birthDate', p.birthDate],
        ['address', p.address?.[0]?.line?.[0] ?? ''],
      ],
    });
  }
  sized.sort((a, b) => a.size - b.size);
  const median = sized[Math.floor(sized.length / 2)];
  const largest = sized.at(-1);
  if (median === undefined || largest === undefined) throw new Error('the sample EHR has no patients');
  return { ...ready, patients: sized.length, median, largest, close };
}
