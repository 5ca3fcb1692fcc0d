// The strict peer as a process of its own, so that what is measured is the client: told by one JSON line on standard
// input, answers one JSON line, lives as long as the pipe.
import { createInterface } from 'node:readline';
import { DirectCount, type Expected } from './direct.ts';
import type { ProfileName } from './deviations.ts';
import { load, type Loaded } from './load.ts';
import { startStrictEhr } from './server.ts';
import { Store } from './store.ts';

export interface PeerAsked {
  data: string;
  asOf: string;
  profile: ProfileName;
}
export interface PeerReady {
  ready: true;
  url: string;
  token: string;
  loaded: Loaded;
  loadMs: number;
  patients: string[];
  expected: Record<string, Expected>;
  /** References to people and places that lead nowhere. */
  dangling: string[];
}

const named = /^(Practitioner|PractitionerRole|Organization|Location|CareTeam|RelatedPerson)[/?]/;
function gather(value: object, into: Set<string>): void {
  const fields = value as Record<string, unknown>;
  for (const key in fields) {
    const v = fields[key];
    if (typeof v === 'object' && v !== null) gather(v, into);
    else if (key === 'reference' && typeof v === 'string' && named.test(v)) into.add(v);
  }
}

async function run(asked: PeerAsked): Promise<void> {
  const store = new Store();
  const direct = new DirectCount(asked.asOf);
  const referred = new Set<string>();
  const started = performance.now();
  const loaded = await load(asked.data, store, (r) => {
    direct.add(r);
    gather(r, referred);
  });
  const loadMs = Math.round(performance.now() - started);
  const peer = await startStrictEhr({ store, profile: asked.profile });
  const patients = store.patients();
  const ready: PeerReady = {
    ready: true,
    url: peer.url,
    token: peer.token(),
    loaded,
    loadMs,
    patients,
    expected: Object.fromEntries(patients.map((id) => [id, direct.of(id)])),
    dangling: [...referred].filter((key) => !store.has(key)),
  };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
}

createInterface({ input: process.stdin })
  .once('line', (line) => {
    run(JSON.parse(line) as PeerAsked).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      process.stdout.write(`${JSON.stringify({ ready: false, message })}\n`);
      process.exit(1);
    });
  })
  .once('close', () => process.exit(0));
