// The patient panel through the desk's real router, room and cache: opened from the cache, and from the sample EHR until
// its first and its last card; beside it a published client asking the same searches in the same run.
import { setTimeout as sleep } from 'node:timers/promises';
import { createFhirClient } from '#desk/fhir/client.ts';
import { buildPanel, panelNames } from '#desk/patient/cards/panel.ts';
import type { CardView } from '#shared/domain/patient/card.ts';
import { benchDesk, type BenchDesk, benchFolder } from './desk.ts';
import { type BenchEhr, type BenchPatient, startBenchEhr } from './patient-ehr.ts';
import { nameSearch } from './patient-names.ts';
import { createPeer, searchesOf } from './patient-peer.ts';
import { type Bench, spread, spreadLine } from './measure.ts';

const runs = 60;
/** The call on which most cards are shown to one person: eleven to a nurse, with three facts. */
const reason = 'clinical_message';

interface Answer {
  panel: string;
  seen: number;
  cards: CardView[];
  failed: { card: string; code: string }[];
  waiting: string[];
}
interface Took {
  first: number;
  all: number;
  cards: number;
}

async function verified(desk: BenchDesk, person: BenchPatient): Promise<string> {
  const { callId } = await desk.ask<{ callId: string }>('demo.ring', { kind: 'random', seed: 1 });
  await desk.ask('calls.answer', { callId });
  await desk.ask('patient.choose', { contextId: callId, patientId: person.id });
  for (const [fact, stated] of person.said) {
    const { outcome } = await desk.ask<{ outcome: string }>('patient.check', {
      contextId: callId,
      patientId: person.id,
      fact,
      stated,
    });
    if (outcome !== 'matched') throw new Error(`${fact} was ${outcome}`);
  }
  return callId;
}

/** As the page reads it: on until nothing is waited for. Milliseconds to the first card of `from` and to the last. */
async function open(
  desk: BenchDesk,
  input: { contextId: string; patientId: string },
  from: 'server' | 'cache',
): Promise<Took> {
  const started = performance.now();
  let first = Number.NaN;
  let cards = 0;
  for (let after: { panel: string; seen: number } | null = null; ;) {
    const answer: Answer = await desk.ask('patient.cards', {
      ...input,
      reason,
      fresh: from === 'server',
      after,
    });
    const came = answer.cards.filter((c) => c.from === from).length;
    cards += came;
    if (came > 0 && Number.isNaN(first)) first = performance.now() - started;
    if (answer.failed.length > 0) throw new Error(`${answer.failed[0]?.card}: ${answer.failed[0]?.code}`);
    if (answer.waiting.length === 0) return { first, all: performance.now() - started, cards };
    after = { panel: answer.panel, seen: answer.seen };
  }
}

const took = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};
/** The published client doesn't ask again when a kept connection was closed under it: counted, not timed. */
const tried = async (into: number[], work: () => Promise<unknown>): Promise<number> =>
  took(work).then(
    (ms) => (into.push(ms), 0),
    () => 1,
  );

async function one(bench: Bench, desk: BenchDesk, ehr: BenchEhr, who: 'median' | 'largest', most: number) {
  const person = ehr[who];
  const contextId = await verified(desk, person);
  const input = { contextId, patientId: person.id };
  const server: Took[] = [];
  const cache: Took[] = [];
  const whole: number[] = [];
  const batch: number[] = [];
  const singly: number[] = [];
  let failed = 0;
  const peer = createPeer(ehr.url, ehr.token);
  const client = createFhirClient({
    base: ehr.url,
    token: () => ehr.token,
    fetch,
    wait: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
    nowMs: () => performance.now(),
  });
  const cold = await open(desk, input, 'server');
  bench.print(
    `${who} patient: ${person.size} entries, ${cold.cards} cards; very first panel: first card ${cold.first.toFixed(0)} ms, all ${cold.all.toFixed(0)} ms`,
  );
  for (let n = 0; n < runs; n++) {
    server.push(await open(desk, input, 'server'));
    cache.push(await open(desk, input, 'cache'));
    const now = new Date().toISOString();
    const about = { patientId: person.id, now, today: now.slice(0, 10) };
    const searches = searchesOf(about);
    const signal = new AbortController().signal;
    whole.push(await took(() => buildPanel(client, about, panelNames, signal, () => undefined)));
    failed += await tried(batch, () => peer.batch(searches));
    failed += await tried(singly, () => peer.singly(searches));
  }
  const searches = searchesOf({ patientId: person.id, now: '', today: '' }).length;
  const firsts = spread(server.map((t) => t.first));
  const alls = spread(server.map((t) => t.all));
  const kept = spread(cache.map((t) => t.first));
  bench.print(spreadLine('from the cache: every card', kept));
  bench.print(spreadLine('from the sample EHR: first card', firsts));
  bench.print(spreadLine('from the sample EHR: all cards', alls));
  bench.print(spreadLine(`panel of all 15 cards, ${searches} searches, mapped`, spread(whole)));
  bench.print(spreadLine(`fhir-kit-client, same searches, one batch`, spread(batch)));
  bench.print(spreadLine(`fhir-kit-client, same searches, one by one`, spread(singly)));
  bench.print(
    `panel (mapped, checked) / fhir-kit-client (raw), p50: ${(spread(whole).p50 / spread(batch).p50).toFixed(2)}× its batch, ${(spread(whole).p50 / spread(singly).p50).toFixed(2)}× one by one`,
  );
  if (failed > 0) bench.print(`fhir-kit-client failed ${failed} times`);
  bench.limit(`${who}: panel from the cache p95`, kept.p95, 150, 'ms');
  bench.limit(`${who}: first card p95`, firsts.p95, 300, 'ms');
  bench.limit(`${who}: all cards p95`, alls.p95, most, 'ms');
  await desk.ask('calls.end', { callId: contextId });
  await desk.ask('calls.wrapUp', { callId: contextId, disposition: 'resolved', notes: '' });
}

/** Other figures of the same area: each a file of its own. */
const further: readonly ((bench: Bench) => Promise<void>)[] = [nameSearch];

export async function run(bench: Bench): Promise<void> {
  const ehr = await startBenchEhr();
  const desk = await benchDesk(benchFolder(), {
    role: 'nurse',
    fhir: { url: ehr.url, token: ehr.token },
  });
  try {
    bench.print(`sample EHR: ${ehr.patients} patients, ${ehr.resources} entries, a process of its own`);
    await one(bench, desk, ehr, 'median', 1000);
    await one(bench, desk, ehr, 'largest', 1500);
  } finally {
    await desk.close();
    ehr.close();
  }
  for (const more of further) await more(bench);
}
