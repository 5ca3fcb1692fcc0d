// For tests: the real router over a real vault with the patient room, emergency access and reports, a record that can be away,
// and a backend that can be away. Both clocks are values that the test moves; nobody sleeps.
import { randomBytes } from 'node:crypto';
import { reportsAnswer, type ReportItem } from '#shared/protocol/reports.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { createPatientRoom } from '../patient/room.ts';
import { createCardCache, createVerificationStore } from '../patient/store.ts';
import { elenaId } from '../patient/testing.ts';
import { startTestDesk, type TestDesk } from '../patient/testing-desk.ts';
import { createReporting } from '../reports/compose.ts';
import type { Handlers } from '../router/context.ts';
import { type Bench, makeBench } from '../router/testing.ts';
import { lateWrap, sealerOf } from '../sealing.ts';
import { privateKeyFrom, rawPublicKey, unseal } from '../vault/seal.ts';
import { createBreakGlass } from './break-glass.ts';

export const call = '0193f3a0-0000-7000-8000-000000000001';
export const otherCall = '0193f3a0-0000-7000-8000-000000000002';
export { elenaId };
export const reason = 'Neighbour found her on the floor, not answering; what is she allergic to?';
const backendReader = privateKeyFrom('x25519', Buffer.alloc(32, 7));

export interface Asked {
  path: string;
  body: Record<string, unknown>;
}
export interface AccessDesk {
  bench: Bench;
  record: TestDesk;
  access: ReturnType<typeof createBreakGlass>;
  reporting: ReturnType<typeof createReporting>;
  /** Milliseconds of the steady clock. */
  steady: number;
  minutes: number;
  /** This desk's clock before the backend's. */
  aheadMs: number | null;
  /** Null = this device is not enrolled. */
  backendKey: { id: string; publicKey: Buffer } | null;
  /** What the backend answers; `fail` = away. */
  answers: (asked: Asked) => Result<unknown>;
  asked: Asked[];
  /** Every report that the backend was given, also twice. */
  given: ReportItem[];
  changed: string[];
  /** Runs what waits, also what that makes wait, until nothing is due any more within `ms`. */
  pass(ms: number): Promise<void>;
  /** What the backend's key opens of a report. */
  opened(report: ReportItem): string | null;
  /** Another desk process on the same files. */
  restart(): void;
  rows(event: string): { event: string; outcome: string; subject: Record<string, unknown>; person: string }[];
  end(): void;
}

/** Takes every report, as the backend does. */
export const takesAll = ({ body }: Asked): Result<unknown> =>
  ok({
    v: 2,
    taken: ((body['reports'] ?? body['ends']) as { id: string }[]).map((r) => r.id),
    ...('reports' in body && { serverTime: '2026-11-22T03:00:01.000Z' }),
  });

export async function makeAccessDesk(): Promise<AccessDesk> {
  const record = await startTestDesk();
  let timers: { at: number; run: () => void }[] = [];
  let handlers: Handlers | null = null;
  const bench = await makeBench((made) => void (handlers = made));
  const { vault } = bench;
  const t: AccessDesk = {
    bench,
    record,
    steady: 1_000_000,
    minutes: 30,
    aheadMs: null,
    backendKey: { id: 'k1', publicKey: rawPublicKey(backendReader) },
    answers: takesAll,
    asked: [],
    given: [],
    changed: [],
    async pass(ms) {
      const until = t.steady + ms;
      for (;;) {
        // What a timer begun goes on in turns of its own.
        await new Promise((resolve) => setImmediate(resolve));
        const due = timers.filter((timer) => timer.at <= until).toSorted((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        timers = timers.filter((timer) => timer !== due);
        t.steady = Math.max(t.steady, due.at);
        due.run();
      }
      t.steady = until;
    },
    opened(report) {
      if (report.kind !== 'break-glass') return null;
      const { body, keyForBackend } = report.payload;
      const bytes = [body, keyForBackend].map((text) => Buffer.from(text, 'base64')) as [Buffer, Buffer];
      return unseal(report.id, ...bytes, backendReader)?.toString('utf8') ?? null;
    },
    restart: () => undefined,
    rows: (event) =>
      vault.core
        .prepare<[string], { event: string; outcome: string; subjects: string; person: string }>(
          'select event, outcome, subjects, person from audit where event = ? order by seq',
        )
        .all(event)
        .map(({ subjects, ...row }) => ({
          ...row,
          subject: JSON.parse(subjects) as Record<string, unknown>,
        })),
    end() {
      bench.end();
      void record.server.close();
    },
  } satisfies Omit<AccessDesk, 'access' | 'reporting'> as unknown as AccessDesk;
  const core = () => vault.core;
  const sitting = { person: null as Parameters<typeof bench.sit>[0] };
  const { sit } = bench;
  bench.sit = (seat) => {
    sitting.person = seat;
    sit(seat);
  };
  bench.sit('nurse');
  const personNow = () =>
    typeof sitting.person === 'string'
      ? { id: `p-${sitting.person}`, name: 'Imogen Invented', initials: 'II', role: sitting.person }
      : sitting.person;
  const after = (ms: number, run: () => void): (() => void) => {
    const timer = { at: t.steady + ms, run };
    timers.push(timer);
    return () => void (timers = timers.filter((other) => other !== timer));
  };
  const key = () => t.backendKey;
  const common = {
    core,
    openCore: core,
    after,
    uuid: () => crypto.randomUUID(),
    changed: (...topics: string[]) => void t.changed.push(...topics),
    clock: { now: () => bench.now, monotonic: () => t.steady },
  };
  function compose(): void {
    t.reporting = createReporting({
      ...common,
      session: { phase: () => (vault.locked ? 'locked' : 'open'), person: personNow },
      log: { error: () => undefined } as never,
      sealer: sealerOf(() => vault, key, randomBytes),
      backend: {
        client: {
          ask: async (_method, path, schema, options) => {
            const asked = { path, body: options?.body as Record<string, unknown> };
            t.asked.push(asked);
            const answer = t.answers(asked);
            if (path === '/v2/reports' && answer.ok) {
              reportsAnswer.parse(answer.value);
              t.given.push(...(asked.body['reports'] as ReportItem[]));
            }
            if (!answer.ok) return answer;
            const read = schema.safeParse(answer.value);
            return read.success ? ok(read.data) : fail('backend-not-json');
          },
        },
        clockOffset: () => ({ offsetMs: t.aheadMs }),
        forQueue: { wrap: lateWrap(() => vault, key, randomBytes) },
        dispatchFacts: () => ({ lastContact: '2026-11-22T02:50:00.000Z' }),
      },
      oncall: { accountOf: (id) => bench.oncall.accountOf(id) },
      lease: () => 'held',
    });
    t.access = createBreakGlass({
      ...common,
      session: { person: personNow },
      minutes: () => t.minutes,
      reports: t.reporting.reports,
    });
    const patient = createPatientRoom({
      fhir: () => record.client,
      cache: createCardCache(() => vault.patients),
      store: createVerificationStore(core),
      clock: () => bench.now,
      zone: () => 'America/New_York',
      locale: () => 'en-US',
      dialled: () => null,
      knownNumbers: () => [],
      glass: t.access.glass,
      later: () => undefined,
    });
    Object.assign(handlers ?? {}, {
      access: t.access.handlers,
      patient: Object.fromEntries(
        Object.entries(patient).filter(([, one]) => typeof one === 'function' && one !== patient.forget),
      ),
      ...t.reporting.handlers,
    });
  }
  compose();
  t.restart = () => {
    timers = [];
    compose();
    t.access.room.opened?.(vault);
    t.reporting.room.opened?.(vault);
  };
  return t;
}
