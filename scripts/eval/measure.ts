// Builds every patient's panel through the real client and compares each card with the direct count.
import { setTimeout as sleep } from 'node:timers/promises';
import { createFhirClient } from '#desk/fhir/client.ts';
import type { PeerReady } from '#tests/fhir-strict/main.ts';
import {
  buildPanel,
  type OnCard,
  type PanelCard,
  panelNames,
  type PanelName,
} from '#desk/patient/cards/panel.ts';
import { balanceOf } from '#shared/domain/patient/money.ts';
import { type MoneyRow, panelRows } from '#shared/domain/patient/panel-rows.ts';
import type { Mapped } from '#desk/patient/mapped.ts';

export interface Difference {
  patient: string;
  card: string;
  shown: number;
  counted: number;
}
export interface Figures {
  patients: number;
  cards: number;
  states: Record<string, number>;
  /** Panels that threw. */
  crashes: number;
  failedCards: Record<string, number>;
  unreadableResources: number;
  /** Rows that break their own schema. */
  brokenRows: number;
  /** Patients whose whole record is restricted: nothing of theirs is compared. */
  withheldRecords: number;
  danglingReferences: { shownByDisplay: number; unnamed: number };
  totals: { compared: number; wrong: number; cutShort: number; balances: number; examples: Difference[] };
  milliseconds: { firstCard: Percentiles; wholePanel: Percentiles; slowest: number };
  requestsPerPanel: number;
  peakMemoryMB: number;
}
interface Percentiles {
  p50: number;
  p95: number;
}

export function percentiles(values: readonly number[]): Percentiles {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (p: number): number =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? 0) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95) };
}
const mostExamples = 10;

/** `asOf` is an ISO instant. Panels are built one after the other, as an agent would. */
export async function measure(peer: PeerReady, asOf: string): Promise<Figures> {
  let requests = 0;
  const client = createFhirClient({
    base: peer.url,
    token: () => peer.token,
    fetch,
    wait: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
    nowMs: () => performance.now(),
    onExchange: () => void requests++,
  });
  await client.statement(new AbortController().signal);
  const about = { now: asOf, today: asOf.slice(0, 10) };
  const dangling = new Set(peer.dangling);
  const figures: Figures = {
    patients: peer.patients.length,
    cards: 0,
    states: {},
    crashes: 0,
    failedCards: {},
    unreadableResources: 0,
    brokenRows: 0,
    withheldRecords: 0,
    danglingReferences: { shownByDisplay: 0, unnamed: 0 },
    totals: { compared: 0, wrong: 0, cutShort: 0, balances: 0, examples: [] },
    milliseconds: { firstCard: { p50: 0, p95: 0 }, wholePanel: { p50: 0, p95: 0 }, slowest: 0 },
    requestsPerPanel: 0,
    peakMemoryMB: 0,
  };
  const { totals } = figures;
  const differs = (patient: string, card: string, shown: number, counted: number): void => {
    totals.wrong++;
    if (totals.examples.length < mostExamples) totals.examples.push({ patient, card, shown, counted });
  };

  function compare(patient: string, name: PanelName, card: PanelCard<unknown>): void {
    figures.cards++;
    const state = `${name} ${card.state}`;
    figures.states[state] = (figures.states[state] ?? 0) + 1;
    figures.unreadableResources += card.unreadable;
    for (const { reference, named } of card.unresolved)
      if (dangling.has(reference)) figures.danglingReferences[named ? 'shownByDisplay' : 'unnamed']++;
    if (name in panelRows) {
      const schema = panelRows[name as keyof typeof panelRows];
      figures.brokenRows += card.rows.filter((row) => !schema.safeParse(row).success).length;
    }
    // A restricted record shows no card, whatever it holds.
    if (card.recordWithheld) {
      if (name === 'identity') figures.withheldRecords++;
      return;
    }
    // Gaps are conclusions, not records: there is nothing to count.
    if (name === 'care-gaps') return;
    const expected = peer.expected[patient];
    const counted = expected?.counts[name] ?? 0;
    const shown = card.counted ?? 0;
    totals.compared++;
    if (shown > counted || counted > shown + card.unreadable) {
      // Fewer, and the card says that there are more: told, not wrong.
      if (card.more && shown < counted) totals.cutShort++;
      else differs(patient, name, shown, counted);
    }
    const balance = name === 'money' ? balanceOf(card as Mapped<MoneyRow>) : null;
    if (balance === null) return;
    totals.balances++;
    const wanted = expected?.balance ?? {};
    const currencies = new Set([...balance.map((b) => b.currency), ...Object.keys(wanted)]);
    for (const currency of currencies) {
      const own = balance.find((b) => b.currency === currency)?.cents ?? 0;
      if (own !== (wanted[currency] ?? 0))
        differs(patient, `balance ${currency}`, own, wanted[currency] ?? 0);
    }
  }

  const first: number[] = [];
  const whole: number[] = [];
  for (const patientId of peer.patients) {
    const started = performance.now();
    let shown: number | null = null;
    const cards: [PanelName, PanelCard<unknown>][] = [];
    try {
      const on: OnCard = (name, result) => {
        shown ??= performance.now() - started;
        if (result.ok) cards.push([name, result.value]);
        else {
          const key = `${name} ${result.code}`;
          figures.failedCards[key] = (figures.failedCards[key] ?? 0) + 1;
        }
      };
      const signal = new AbortController().signal;
      await buildPanel(client, { ...about, patientId }, panelNames, signal, on);
    } catch (error) {
      figures.crashes++;
      process.stderr.write(
        `${patientId}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
    }
    whole.push(performance.now() - started);
    first.push(shown ?? performance.now() - started);
    for (const [name, card] of cards) compare(patientId, name, card);
  }
  figures.milliseconds = {
    firstCard: percentiles(first),
    wholePanel: percentiles(whole),
    slowest: Math.round(Math.max(0, ...whole)),
  };
  figures.requestsPerPanel = Math.round((requests / Math.max(1, peer.patients.length)) * 10) / 10;
  figures.peakMemoryMB = Math.round(process.resourceUsage().maxRSS / 1024);
  return figures;
}
