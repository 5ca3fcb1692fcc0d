// Asking ahead in this desk, and what a person sees of it: how many people are kept, since when, and that they go.
import type Database from 'better-sqlite3';
import type { KeptView } from '#shared/contract/kept.ts';
import type { DisclosureRole } from '#shared/domain/disclosure/table.ts';
import { ok } from '#shared/domain/result.ts';
import { currentCalls } from '../calls/store.ts';
import { errorFields, type Log } from '../log.ts';
import type { FhirClient } from '../fhir/client.ts';
import { isYoung, type People } from '../patient/people.ts';
import type { CardCache } from '../patient/store.ts';
import { createKeptPeople } from '../patient/kept/store.ts';
import type { RoomHandlers } from '../router/context.ts';
import { cardsAhead, keptDays, mostPeople, pace, purgedAtOnce } from './policy.ts';
import { createAsked } from './asked.ts';
import { createLeftOut } from './left-out.ts';
import { createRunner } from './runner.ts';
import { createSource } from './source.ts';
import { wantedHere } from './wanted.ts';

export interface PrefetchParts {
  patients: {
    client: FhirClient | null;
    cache: CardCache;
    people: Pick<People, 'putAhead' | 'withheld' | 'kept'>;
    /** What was only remembered goes too. */
    forget(): void;
  };
  /** Null while patients.db is closed. */
  kept(): Database.Database | null;
  core(): Database.Database | null;
  role(): DisclosureRole | null;
  /** In whose name it is asked; null = nobody sits here. */
  person(): { id: string; role: string } | null;
  /** Numbers that somebody will be rung under soon; empty when nobody knows. */
  expected?: () => Promise<readonly string[]>;
  clock: { now(): string; monotonic(): number };
  after(ms: number, run: () => void): () => void;
  changed(...topics: string[]): void;
  log: Pick<Log, 'error'>;
}

export function createPrefetch(parts: PrefetchParts) {
  const { patients, core, clock, after } = parts;
  const kept = createKeptPeople(parts.kept);
  const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { client } = patients;
  const leftOut = createLeftOut(clock.monotonic);
  const asking =
    client === null
      ? null
      : createSource({
          fhir: client,
          cache: patients.cache,
          people: patients.people,
          asked: createAsked({ core, now: clock.now }),
          leftOut,
          clock: clock.now,
          zone,
        });
  const failed = (error: unknown): void =>
    parts.log.error('request.unexpected', { name: 'prefetch', ...errorFields(error) });
  const ago = (ms: number): string => new Date(Date.parse(clock.now()) - ms).toISOString();
  const mayAsk = (): boolean =>
    parts.kept() !== null && core() !== null && cardsAhead(parts.role()).length > 0;

  const runner = createRunner({
    source: () => (mayAsk() ? asking : null),
    async wanted() {
      const expected = await (parts.expected?.() ?? []);
      const db = core();
      return db === null ? { patientIds: [], numbers: [] } : wantedHere(db, clock.now(), expected);
    },
    missing(patientId) {
      if (leftOut.has(patientId)) return null;
      const ages = kept.ages(patientId);
      const young = (card: string): boolean =>
        ages.has(card) && isYoung(ages.get(card) ?? '', clock.now(), pace.youngMs);
      const cards = cardsAhead(parts.role()).filter((card) => !young(card) && !leftOut.has(patientId, card));
      // A restricted record has no cards here: once it was asked about, that is all.
      const met = young('person');
      if (met && ages.size === 1) return null;
      return cards.length === 0 && met ? null : cards;
    },
    leave: (patientId) => leftOut.add(patientId),
    callMs() {
      const db = core();
      if (db === null) return 0;
      const now = Date.parse(clock.now());
      const waits = currentCalls(db).map((call) => {
        if (call.state === 'ringing' || call.state === 'dialling') return pace.callMs;
        return (
          Math.max(Date.parse(call.answeredAt ?? call.rangAt), Date.parse(call.rangAt)) + pace.callMs - now
        );
      });
      return Math.min(pace.callMs, Math.max(0, ...waits));
    },
    after,
    now: clock.now,
    monotonic: clock.monotonic,
    changed: () => parts.changed('kept.changed'),
    failed,
  });

  let cancelPurge: (() => void) | null = null;
  /** In pieces, each within one turn of the loop. */
  function purge(): void {
    cancelPurge?.();
    let gone = 0;
    try {
      gone = kept.purge(ago(keptDays * 86_400_000), mostPeople, purgedAtOnce);
    } catch (error) {
      failed(error);
    }
    if (gone > 0) parts.changed('kept.changed');
    cancelPurge = after(gone >= purgedAtOnce ? 0 : pace.purgeMs, () => {
      if (parts.kept() !== null) purge();
    });
  }
  /** Names come into memory piece by piece, so that the first search after an unlock needn't wait for them. */
  function warm(): void {
    try {
      if (patients.cache.names.warm()) after(0, warm);
    } catch (error) {
      failed(error);
    }
  }
  const view = (): KeptView => ({ ...kept.count(), days: keptDays, ahead: runner.state() });

  const handlers: RoomHandlers<'kept'> = {
    read: () => ok(view()),
    async forget() {
      runner.stop();
      patients.forget();
      while (kept.purge('9999', 0, purgedAtOnce) > 0) await new Promise<void>((next) => void after(0, next));
      runner.start();
      parts.changed('kept.changed');
      return ok(view());
    },
  };
  return {
    handlers,
    /** The vault was opened or unlocked. */
    opened(): void {
      purge();
      warm();
      runner.start();
    },
    /** Another person sits here, or nobody: other cards may be kept ahead, or none. */
    seated(): void {
      leftOut.clear();
      runner.start();
    },
    locked(): void {
      leftOut.clear();
      cancelPurge?.();
      cancelPurge = null;
      runner.stop();
    },
    /** A call began or changed. */
    disturbed: (): void => runner.disturbed(),
    /** The server asked for a pause. */
    pause: (ms: number): void => runner.pause(ms),
    stop(): void {
      cancelPurge?.();
      runner.stop();
    },
  };
}
