// The role-play that goes on: it rings on the practice line, takes what is said and done as inputs, lets the caller speak as
// captions, and waits for silences. The run in the vault is the truth; what lies in memory are timers only, so that a desk that
// died goes on where it was.
import type Database from 'better-sqlite3';
import type { z } from 'zod';
import type { practice, PracticeView, RunRow } from '#shared/contract/practice.ts';
import {
  apply,
  createRun,
  nextSilence,
  type PracticeInput,
  type PracticeRun,
} from '#shared/domain/practice/run.ts';
import type { Scenario } from '#shared/domain/practice/scenario.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { toE164 } from '#shared/domain/phone/phone.ts';
import type { Call } from '#shared/domain/calls/call.ts';
import { captionsOf, currentCalls, findCall, putCall } from '../calls/store.ts';
import { errorFields, type Log } from '../log.ts';
import type { Topics } from '../router/topics.ts';
import { createKeeper } from './keeper.ts';
import type { RolePlayLine } from './line.ts';
import type { NamedLine } from './line-named.ts';
import { outcomeOf } from './outcome.ts';
import { createPace, hearingMs } from './pace.ts';
import { createSecondCalls } from './second-call.ts';
import type { PlayedRun, PracticePort, TrainingPort } from './ports.ts';
import {
  addAttempt,
  findAttempt,
  keepScenario,
  keepTrainee,
  putEnded,
  putInterrupted,
  putOutcome,
  runningAttempts,
} from './store.ts';
import { saysSomething } from './said.ts';
import { endLadders, type Surroundings } from './surroundings.ts';

export interface PracticeRoomDeps {
  core(): Database.Database | null;
  line: RolePlayLine;
  surroundings: Surroundings;
  shipped: readonly Scenario[];
  training(): TrainingPort;
  /** Number that was dialled for an account; null = there is no such account here. */
  dnisOf(accountId: string): string | null;
  /** The line that an event's words name; null = none of this desk. */
  lineNamed(text: string): NamedLine | null;
  now(): string;
  monotonic(): number;
  after(ms: number, run: () => void): () => void;
  topics: Pick<Topics, 'publish'>;
  log: Log;
}
type Start = z.output<typeof practice.start.input>;

/** As long as a caller of a role-play lets it ring. */
const patienceMs = 120_000;
/** The caller says goodbye and waits for the agent's; one who had enough waits for nothing. */
const goodbyeMs = 10_000;
const slamMs = 1500;
/** A day: as far as a run's clock goes. */
const longestMs = 86_000_000;

export function createPracticeRoom(deps: PracticeRoomDeps) {
  const { line, surroundings } = deps;
  const core = (): Database.Database => {
    const db = deps.core();
    if (db === null) throw new Error('practice without a vault');
    return db;
  };
  const keeper = createKeeper(core);
  const pace = createPace({ ...deps, quiet: silence });
  const seconds = createSecondCalls({
    ...deps,
    core,
    held: (runId) => void act(runId, 'hold'),
    changed: (callId) => deps.topics.publish('calls.changed', [callId], 'now'),
  });
  /** Runs of which a page says so, before the notes were kept. */
  const places = new Set<string>();
  const scenarios = (): readonly Scenario[] => deps.training().scenariosOf(deps.shipped);
  const publish = (id: string): void => deps.topics.publish('practice.changed', [id], 'now');
  const callOf = (id: string) => findCall(core(), id);
  const talked = (id: string): boolean => ['active', 'held'].includes(callOf(id)?.state ?? '');

  /** Nothing that happens by itself may end the desk: a full disk loses a caller's line, not the call. */
  function byItself(what: () => void): void {
    if (deps.core() === null) return;
    try {
      core().transaction(what).immediate();
    } catch (error) {
      deps.log.error('request.unexpected', { name: 'practice', ...errorFields(error) });
    }
  }
  function silence(id: string, seconds: number): void {
    byItself(() => {
      if (talked(id)) take(id, { kind: 'silence', seconds });
    });
  }

  /** One input more, at this moment by the desk's clock; what follows from it happens at once. */
  function take(id: string, input: PracticeInput): Result<PlayedRun> {
    const played = keeper.played(id);
    if (played === null || played.row.state !== 'running') return fail('not-found', 'run');
    const { run: before, scenario } = played;
    const done = apply(scenario, before, input, pace.clock(id));
    if (!done.ok) return done;
    if (done.value !== before) {
      keeper.write(id, done.value);
      follow(id, scenario, before, done.value);
      publish(id);
    }
    wait(id, scenario, done.value);
    return ok({ ...played, run: done.value });
  }
  function follow(id: string, scenario: Scenario, before: PracticeRun, run: PracticeRun): void {
    const fresh = run.lines.slice(before.lines.length);
    const said = fresh.filter((l) => l.who === 'caller');
    for (const l of said) line.says(id, l.text);
    if (fresh.some((l) => l.who !== 'desk')) pace.heard(id, hearingMs(said.map((l) => l.text).join(' ')));
    if (run.held !== before.held) pace.heard(id);
    for (const eventId of run.played.filter((e) => !before.played.includes(e))) around(id, scenario, eventId);
    if (run.ended !== null && before.ended === null && run.ended !== 'left')
      line.callerLeaves(id, run.ended === 'hung-up' ? slamMs : goodbyeMs);
  }
  function wait(id: string, scenario: Scenario, run: PracticeRun): void {
    pace.wait(id, nextSilence(scenario, run));
  }
  /** What an event does to the desk itself. */
  function around(id: string, scenario: Scenario, eventId: string): void {
    const event = scenario.events.find((e) => e.id === eventId);
    if (event?.kind === 'backend_down') surroundings.down();
    if (event?.kind === 'backend_up') surroundings.up();
    if (event?.kind === 'second_call') seconds.ring(id, event, scenario.accountId);
  }

  /** What was judged stays judged: a wrap-up that is taken back changes nothing of the run (`take` asks for `running`). */
  function finish(id: string, state: 'finished' | 'missed'): void {
    const played = keeper.played(id);
    if (findAttempt(core(), id)?.row.state !== 'running') return publish(id);
    pace.stop(id);
    line.quiet(id);
    putEnded(core(), id, callOf(id)?.endedAt ?? deps.now());
    const none = { ending: null, score: null, passed: null, skills: {} };
    const judged = state === 'finished' && played !== null;
    putOutcome(core(), id, judged ? outcomeOf(played.scenario, played.run) : { state, ...none });
    surroundings.gone();
    endLadders(core());
    seconds.over(id);
    publish(id);
  }

  /**
   * The clock of a call that the desk left alone: the time without it counts, by the wall, and never goes back. What comes of
   * that is no fair measure of anybody, so the run says that it was interrupted.
   */
  function goesOn(id: string, call: Call, run: PracticeRun): void {
    if (pace.runs(id)) return;
    const away = Date.parse(deps.now()) - Date.parse(call.answeredAt ?? deps.now());
    pace.start(id, Math.min(longestMs, Math.max(away, run.lines.at(-1)?.atMs ?? 0)));
    putInterrupted(core(), id);
  }

  line.listen({
    answered(callId) {
      if (seconds.answered(callId)) return publishOf(callId);
      const played = keeper.played(callId);
      if (played === null) return;
      surroundings.up();
      pace.start(callId, 0);
      take(callId, { kind: 'act', act: 'answer' });
      for (const l of played.run.lines) if (l.who === 'caller') line.says(callId, l.text);
      pace.heard(callId, hearingMs(played.run.lines[0]?.text ?? ''));
      wait(callId, played.scenario, played.run);
    },
    held(callId, on) {
      if (!on) seconds.resumed(callId);
      act(callId, on ? 'hold' : 'resume');
    },
    muted: (callId, on) => void act(callId, on ? 'mute' : 'unmute'),
    hungUp(callId) {
      if (seconds.runOf(callId) !== null) return publishOf(callId);
      if (keeper.runOf(callId)?.ended === null) act(callId, 'hang_up');
      over(callId);
    },
    callerLeft: (callId) => byItself(() => over(callId)),
  });
  const publishOf = (callId: string): void => publish(seconds.runOf(callId) ?? callId);
  /** The talk is over, or was never begun. */
  function over(callId: string): void {
    if (findAttempt(core(), callId) === null) return publishOf(callId);
    pace.wait(callId, null);
    putEnded(core(), callId, deps.now());
    const call = callOf(callId);
    if (call === null || call.answeredAt === null) finish(callId, 'missed');
    publish(callId);
  }
  /** Acts that come again and mean something each time. */
  const each: readonly string[] = ['hold', 'resume', 'mute', 'unmute', 'save_message'];
  function act(
    id: string,
    what: Extract<PracticeInput, { kind: 'act' }>['act'],
    detail: string | null = null,
    fields?: Record<string, string>,
  ): Result<PlayedRun> {
    const played = keeper.played(id);
    if (played === null) return fail('not-found', 'run');
    const known = played.run.inputs.some(
      ({ input }) => input.kind === 'act' && input.act === what && input.detail === (detail ?? ''),
    );
    if (known && !each.includes(what)) return ok(played);
    return take(id, {
      kind: 'act',
      act: what,
      detail: (detail ?? '').slice(0, 60),
      ...(fields === undefined ? {} : { fields }),
    });
  }

  /** A page says that the place of the person at risk is written: it counts as soon as the notes of the call have words. */
  function placeWritten(id: string): Result<unknown> {
    if (keeper.runOf(id) === null) return fail('not-found', 'run');
    const written = saysSomething(callOf(id)?.notes ?? '', 2);
    places[written ? 'delete' : 'add'](id);
    return written ? act(id, 'caller_address') : ok(null);
  }

  /** The one that rings, is talked on or is wrapped up. */
  const current = (): RunRow | null => {
    if (deps.core() === null) return null;
    return runningAttempts(core()).at(-1)?.row ?? null;
  };

  function view(id: string): Result<PracticeView> {
    const played = keeper.played(id);
    const call = deps.core() === null ? null : callOf(id);
    if (played === null || call === null) return fail('not-found', 'run');
    const going = call.state === 'active' || call.state === 'held';
    const { party } = played.attempt;
    return ok({
      row: played.row,
      call: call.state === 'dialling' ? 'ringing' : call.state,
      run: played.run,
      clockMs: going ? pace.clock(id) : (played.run.lines.at(-1)?.atMs ?? 0),
      // With the call everybody is gone.
      party: going
        ? party
        : party && { ...party, state: party.state === 'handed-over' ? party.state : 'gone' },
      outage: surroundings.outage(),
      secondCallId: seconds.current(id),
      bookmarks: played.attempt.bookmarks,
    });
  }

  const playedOf = (runId: string): PlayedRun | null => (deps.core() === null ? null : keeper.played(runId));
  const port: PracticePort = {
    liveOf(runId) {
      const played = playedOf(runId);
      return played?.row.state === 'running' ? played : null;
    },
    playedOf,
    inject(runId, eventId) {
      if (deps.core() === null || !talked(runId)) return fail('conflict', 'no call goes on');
      const done = take(runId, { kind: 'event', eventId, by: 'trainer' });
      return done.ok ? ok(null) : done;
    },
    scenarios,
  };

  return {
    port,
    byItself,
    keeper,
    pace,
    take,
    act,
    view,
    current,
    scenarios,
    publish,
    isAnswered: (id: string): boolean => (callOf(id)?.answeredAt ?? null) !== null,
    scenarioOf: (id: string): Scenario | null => scenarios().find((s) => s.id === id) ?? null,

    start(input: Start): Result<RunRow> {
      const db = core();
      const known = findAttempt(db, input.id);
      if (known !== null) return ok(known.row);
      const busy = runningAttempts(db).map(({ row }) => row.id);
      for (const id of busy) {
        const state = callOf(id)?.state ?? 'ended';
        // Whose call is gone is over, whatever became of its desk.
        if (state === 'ended' || state === 'missed') finish(id, state === 'ended' ? 'finished' : 'missed');
        else return fail('conflict', 'another practice call goes on');
      }
      // One that was taken back to be wrapped up again.
      if (currentCalls(db).length > 0) return fail('conflict', 'a call is still open');
      const scenario = scenarios().find((s) => s.id === input.scenarioId);
      if (scenario === undefined) return fail('not-found', 'scenario');
      endLadders(db);
      const { id, level, seed, trainee, assignmentId } = input;
      addAttempt(db, {
        id,
        scenario,
        hash: keepScenario(db, scenario),
        level,
        seed,
        trainee,
        assignmentId,
        startedAt: deps.now(),
        state: 'running',
        run: createRun(scenario, { seed, level }),
      });
      keepTrainee(db, trainee);
      line.ring(
        {
          callId: id,
          number: toE164(scenario.caller.number) ?? scenario.caller.number,
          dnis: deps.dnisOf(scenario.accountId) ?? '',
          accountId: scenario.accountId,
          waitedSeconds: scenario.waitedSeconds ?? 0,
        },
        patienceMs,
      );
      const rings = callOf(id);
      if (rings === null) throw new Error('the practice call did not ring');
      // Known as a queue would know it: the script of this call opens with it.
      putCall(db, { ...rings, reasonCode: scenario.reasonCode }, null);
      publish(id);
      const made = findAttempt(db, id);
      return made === null ? fail('unexpected', 'attempt') : ok(made.row);
    },

    placeWritten,
    /** Notes were kept. */
    noted(id: string): void {
      if (places.has(id)) placeWritten(id);
    },

    /** Typing or speaking is no dead air. */
    composing(id: string): void {
      pace.heard(id);
      const played = keeper.played(id);
      if (played !== null) wait(id, played.scenario, played.run);
    },

    /** The wrap-up of this call is done, or was taken back. Called within its write. */
    wrappedUp(callId: string): void {
      if (findAttempt(core(), callId) !== null) finish(callId, 'finished');
    },
    reopened(callId: string): void {
      if (findAttempt(core(), callId) !== null) publish(callId);
    },

    /** After a crash or a restart: what was going on goes on, what the caller had said and nobody heard is said now. */
    opened(): void {
      byItself(() => {
        for (const { row } of runningAttempts(core())) {
          const played = keeper.played(row.id);
          const call = callOf(row.id);
          if (played === null || call === null || call.state === 'ended' || call.state === 'missed') {
            finish(row.id, call?.state === 'missed' || call === null ? 'missed' : 'finished');
            continue;
          }
          const { run, scenario } = played;
          if (call.state === 'ringing') {
            line.ringsStill(row.id, patienceMs);
            continue;
          }
          if (outageOf(scenario, run)) surroundings.down();
          else surroundings.up();
          goesOn(row.id, call, run);
          if (call.state === 'wrap-up') continue;
          const said = run.lines.filter((l) => l.who === 'caller');
          for (const l of said.slice(captionsOf(core(), row.id).length)) line.says(row.id, l.text);
          if (run.ended !== null) line.callerLeaves(row.id, goodbyeMs);
          wait(row.id, scenario, run);
          seconds.ringsStill(row.id);
        }
      });
    },
    stop(): void {
      pace.close();
    },
  };
}
export type PracticeRoom = ReturnType<typeof createPracticeRoom>;

/** Whether the last event of a backend took it away. */
function outageOf(scenario: Scenario, run: PracticeRun): boolean {
  const kinds = run.played.flatMap((id) => scenario.events.find((e) => e.id === id)?.kind ?? []);
  return kinds.findLast((k) => k === 'backend_down' || k === 'backend_up') === 'backend_down';
}
