// Keeps the backend in step: watches whether it is there, compares where both stand, sends what waits (urgent lane first,
// one request at a time), takes what others did. Never blocks a save; never gives up; says what it knows and since when.
import type Database from 'better-sqlite3';
import { lanes, type Lane } from '#shared/domain/messages/lane.ts';
import { handshake2Answer, takenAnswer } from '#shared/protocol/lanes.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { failureOf } from '../router/failures.ts';
import { createAsideRounds } from './aside-rounds.ts';
import { retryDelay } from './backoff.ts';
import type { Refusal } from './backend-client.ts';
import { createConnection, type Connection } from './connection.ts';
import { findEnrolment } from './device.ts';
import type { SyncDeps } from './deps.ts';
import { createLaneRun, type LaneRun } from './lane-run.ts';
import { waits } from './outbox.ts';
import { nextStep, reachOf, type Step } from './plan.ts';
import { createPuller, type Pulled } from './pull.ts';
import { createPusher } from './push.ts';
import { takeHandshake } from './stand.ts';

const changesEveryMs = 5000;
const documentsEveryMs = 600_000;
/** A handshake at least so often: the read-lease counts from it, and it says who was revoked (C10, C36). */
const contactEveryMs = 30_000;
/** A locked desk asks this often what became of the messages that it rings for. */
const takenEveryMs = 30_000;
/** A request older than this when the network comes back rides on a connection that may be dead. */
const abandonAfterMs = 800;

const refusals: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'backend-refused',
  'backend-upgrade',
  'backend-older',
  'backend-not-durable',
  'not-enrolled',
  'sync-fork',
]);

export function createSync(deps: SyncDeps) {
  let stopped = false;
  let running = false;
  let attempt = 0;
  let changesDue = false;
  let documentsDue = false;
  let changesLast = false;
  let askTakenFrom = 0;
  const asides = createAsideRounds();
  /** Why nothing is asked at the moment; null after anything that was answered. */
  let trouble: ErrorCode | null = null;
  /** Nothing is asked until then; `asked`: because the backend wished so (Retry-After), which only a person overrules. */
  let held: { asked: boolean; untilMs: number; cancel: () => void } | null = null;
  let lastTryAt: string | null = null;
  const timers: { changes?: () => void; documents?: () => void; contact?: () => void } = {};

  const laneDeps = {
    after: deps.after,
    random: deps.random,
    nowMs: () => Date.parse(deps.now()),
    ready: () => void run(),
  };
  const runs: Record<Lane, LaneRun> = {
    urgent: createLaneRun('urgent', laneDeps),
    normal: createLaneRun('normal', laneDeps),
  };
  const eachLane = (what: (lane: LaneRun) => void): void => lanes.forEach((name) => what(runs[name]));
  const pusher = createPusher({
    client: deps.client,
    wrap: deps.wrap,
    now: deps.now,
    monotonic: deps.monotonic,
    uuid: deps.uuid,
    soon: deps.soon,
    acknowledged(lane, count, messages) {
      deps.onEvent('pushed', { count, lane });
      deps.acknowledged(messages);
      deps.changed();
    },
  });
  const puller = createPuller({
    client: deps.client,
    apply: deps.apply,
    documents: deps.documents,
    soon: deps.soon,
    arrived(ids) {
      deps.onEvent('pulled', { count: ids.length });
      deps.arrived(ids);
    },
    delivered: deps.delivered,
  });

  const link = createConnection({
    client: deps.client,
    now: deps.now,
    after: deps.after,
    changed: deps.changed,
    went: (state, code) => deps.onEvent(state, code === null ? {} : { code }),
    lost: () => eachLane((lane) => lane.doubt()),
    found() {
      changesDue = documentsDue = true;
      asides.begin();
      deps.client.abandon(abandonAfterMs);
      wake();
    },
  });

  /** Nothing can be asked for a while; what waits goes on waiting. */
  function pauseAll(code: ErrorCode, retryAfterMs: number | null): void {
    const told = trouble === code;
    trouble = code;
    eachLane((lane) => lane.doubt());
    if (refusals.has(code)) link.become('refused', code);
    attempt++;
    const ms = retryDelay(attempt, deps.random(), retryAfterMs);
    held?.cancel();
    held = {
      asked: retryAfterMs !== null,
      untilMs: Date.parse(deps.now()) + ms,
      cancel: deps.after(ms, () => {
        held = null;
        void run();
      }),
    };
    deps.onEvent('paused', { code });
    if (!told) deps.changed();
  }

  /** One lane stands still; the other goes on. Whether the backend is there at all is the beat's to say. */
  async function pauseLane(lane: LaneRun, code: ErrorCode): Promise<void> {
    const told = lane.trouble === code;
    lane.rest(code);
    deps.onEvent('paused', { code, lane: lane.name });
    if (!told) deps.changed();
    if (code === 'offline' || code === 'backend-not-json') await link.beat();
  }

  function reached(): void {
    attempt = 0;
    trouble = null;
    if (lanes.every((name) => runs[name].trouble === 'sync-fork')) link.become('refused', 'sync-fork');
    else link.become('online', null);
  }

  /** The backend takes a handshake only as it was at first. */
  let plain = false;
  async function shake(db: Database.Database, as: string): Promise<void> {
    let refusal: Refusal | null = null;
    const more = plain ? {} : (deps.alsoSay?.() ?? {});
    const answer = await deps.client.ask('POST', '/v2/handshake', handshake2Answer, {
      body: { v: 2, readerKey: deps.readerKey().toString('base64'), ...more },
      as,
      refused: (by) => void (refusal = by),
    });
    const by = refusal as Refusal | null;
    // A backend from before the desk said more of itself.
    if (by?.error === 'invalid' && Object.keys(more).length > 0) {
      plain = true;
      return shake(db, as);
    }
    if (!answer.ok && by?.error === 'revoked') deps.revoked?.();
    if (!answer.ok) return answer.code === 'interrupted' ? undefined : failed(answer.code, by);
    const enrolment = findEnrolment(db);
    if (enrolment?.deviceId !== as) return;
    const taken = takeHandshake(db, answer.value, enrolment);
    if (!taken.ok) return pauseAll(taken.code, null);
    if (taken.value.again > 0) changesDue = true;
    deps.contact?.(answer.value);
    trouble = null;
    for (const name of lanes) {
      const lane = runs[name];
      const stops = taken.value.lanes[name];
      lane.doubt();
      lane.unsure = false;
      if (stops !== null) await pauseLane(lane, stops);
      else if (lane.trouble === 'sync-fork') lane.went();
    }
    if (lanes.every((name) => runs[name].trouble === 'sync-fork')) link.become('refused', 'sync-fork');
    else link.become('online', null);
    deps.changed();
  }

  /** A request that belongs to no lane failed. */
  async function failed(code: ErrorCode, refusal: Refusal | null): Promise<void> {
    const { error = null, status = 0, retryAfterMs = null } = refusal ?? {};
    pauseAll(code, retryAfterMs);
    if (code === 'offline' || code === 'backend-not-json' || (error === null && status >= 500))
      await link.beat();
  }

  async function pulled(answer: Pulled): Promise<boolean> {
    if (answer.ok) {
      reached();
      return answer.value.more;
    }
    const by = answer.refusal ?? null;
    const reach = reachOf({
      code: answer.code,
      error: by?.error ?? null,
      status: by?.status ?? 0,
      retryAfterMs: by?.retryAfterMs ?? null,
      items: 1,
    });
    if (reach === 'again') return true;
    deps.onEvent('failed', { code: answer.code });
    if (reach === 'all' && answer.code !== 'backend-older') pauseAll(answer.code, by?.retryAfterMs ?? null);
    else if (answer.code === 'offline') await link.beat();
    return false;
  }

  async function pushed(
    db: Database.Database,
    lane: LaneRun,
    as: { deviceId: string; epoch: string },
  ): Promise<void> {
    try {
      const done = await pusher.push(db, lane, as);
      if (done.ok) {
        reached();
        if (!done.more) changesDue = true;
      } else if (done.reach === 'all') pauseAll(done.code, done.retryAfterMs);
      else if (done.reach === 'lane') await pauseLane(lane, done.code);
    } catch (error) {
      if (stopped) return;
      const { code } = failureOf(error, () => undefined);
      deps.onEvent('failed', { code, lane: lane.name });
      await pauseLane(lane, code);
    }
  }

  async function askAside(db: Database.Database, as: { deviceId: string; epoch: string }): Promise<void> {
    const round = asides.next((lane) => runs[lane].rests);
    if (round === null) return;
    const { lane } = round;
    const answer = await pusher.reconsider(db, lane, round.from, as);
    round.answered(answer.ok ? { upto: answer.value?.upto ?? null } : null);
    if (!answer.ok) deps.onEvent('failed', { code: answer.code, lane });
  }

  function plan(db: Database.Database): Step | null {
    const now = (lane: LaneRun) => ({
      waits: waits(db, lane.name, lane.answered),
      rests: lane.rests,
      unsure: lane.unsure,
    });
    return nextStep({
      lanes: { urgent: now(runs.urgent), normal: now(runs.normal) },
      changesDue: changesDue && deps.canRead(),
      documentsDue,
      asideDue: asides.next((lane) => runs[lane].rests) !== null,
      changesLast,
    });
  }

  async function step(db: Database.Database, what: Step): Promise<void> {
    const enrolment = findEnrolment(db);
    if (enrolment === null) return pauseAll('not-enrolled', null);
    lastTryAt = deps.now();
    changesLast = what === 'changes';
    if (what === 'urgent' || what === 'normal') return pushed(db, runs[what], enrolment);
    pusher.settle(db);
    if (what === 'handshake') return shake(db, enrolment.deviceId);
    if (what === 'aside') return askAside(db, enrolment);
    if (what === 'changes') changesDue = await pulled(await puller.changes(db, enrolment.deviceId));
    else documentsDue = await pulled(await puller.documents(enrolment.deviceId));
  }

  /** Outside of all other asking: what fails here is asked again, and the desk goes on ringing. */
  async function askTaken(): Promise<void> {
    const db = deps.core();
    const as = db === null ? null : (findEnrolment(db)?.deviceId ?? null);
    const ids = as === null ? [] : deps.ringing();
    if (as === null || ids.length === 0 || deps.monotonic() < askTakenFrom) return;
    askTakenFrom = deps.monotonic() + takenEveryMs;
    const answer = await deps.client.ask('POST', '/v2/taken', takenAnswer, { body: { v: 2, ids }, as });
    if (answer.ok && !deps.canRead()) deps.taken(answer.value.taken);
  }

  const mayAsk = (): boolean => !stopped && held === null && link.there();

  async function run(): Promise<void> {
    const db = deps.core();
    if (running || db === null) return;
    running = true;
    try {
      while (mayAsk() && db.open) {
        const what = plan(db);
        if (what === null) break;
        await step(db, what);
      }
      if (db.open) pusher.settle(db);
    } catch (error) {
      if (!stopped && db.open) {
        const { code } = failureOf(error, () => undefined);
        deps.onEvent('failed', { code });
        pauseAll(code, null);
      }
    } finally {
      running = false;
    }
  }

  /** Something was saved, the network came back, the machine woke up; or a person pressed retry. */
  function wake(by: 'event' | 'person' = 'event'): void {
    if (stopped || (held?.asked === true && by === 'event')) return;
    held?.cancel();
    held = null;
    attempt = 0;
    eachLane((lane) => lane.release());
    if (link.now().state === 'offline' && by === 'person') void link.beat();
    void run();
  }

  function every(name: keyof typeof timers, ms: number, due: () => void): void {
    timers[name] = deps.after(ms, () => {
      if (link.now().state === 'online') due();
      void run();
      every(name, ms, due);
    });
  }

  const nextTryMs = (): number | null => {
    const all = [held?.untilMs ?? null, runs.urgent.nextTryMs, runs.normal.nextTryMs].filter(
      (ms) => ms !== null,
    );
    return all.length === 0 ? null : Math.min(...all);
  };

  return {
    start(): void {
      void link.beat();
      every('changes', changesEveryMs, () => {
        changesDue = true;
        if (!deps.canRead()) void askTaken();
      });
      every('documents', documentsEveryMs, () => {
        documentsDue = true;
        asides.again();
      });
      // A backend that was set back meanwhile says so when asked: an idle desk asks too.
      every('contact', contactEveryMs, () => eachLane((lane) => lane.doubt()));
    },
    wake,
    /** The machine or its network woke up: look at once. */
    resumed(): void {
      void link.beat();
      wake();
    },
    /** After enrolment: what was refused before is no longer, and nothing on its way counts for the new chains. */
    enrolled(): void {
      pusher.forget();
      eachLane((lane) => {
        lane.doubt();
        lane.went();
      });
      trouble = null;
      changesDue = documentsDue = true;
      link.become('online', null);
      wake('person');
    },
    connection: (): Connection => link.now(),
    /** Why what waits is not being taken; null while all is well. */
    paused: (): ErrorCode | null => trouble ?? runs.urgent.trouble ?? runs.normal.trouble,
    /** Why this lane stands still. */
    pausedLane: (lane: Lane): ErrorCode | null => trouble ?? runs[lane].trouble,
    tries: (): { lastTryAt: string | null; nextTryAt: string | null } => {
      const ms = nextTryMs();
      return { lastTryAt, nextTryAt: ms === null ? null : new Date(ms).toISOString() };
    },
    stop(): void {
      stopped = true;
      link.stop();
      held?.cancel();
      eachLane((lane) => lane.stop());
      timers.changes?.();
      timers.documents?.();
      timers.contact?.();
    },
  };
}
export type Sync = ReturnType<typeof createSync>;
