// The practice room's answers to the bridge. On the live desk there is none of it (product.md 0.6).
import type Database from 'better-sqlite3';
import type { Host } from '#host/host.ts';
import {
  practice,
  type KeptRun,
  type PracticeView,
  type ScenarioSummary,
} from '#shared/contract/practice.ts';
import { practiceLevels, type DeskAct, type Scenario } from '#shared/domain/practice/scenario.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Assignment } from '#shared/domain/training/records.ts';
import type { RoomHandlers } from '../router/context.ts';
import { writeDebrief } from './export.ts';
import { decline, mark } from './marks.ts';
import { findOld, oldRows, saidLines } from './old-runs.ts';
import type { createParties } from './parties.ts';
import type { TrainingPort } from './ports.ts';
import { progressOf } from './progress.ts';
import type { PracticeRoom } from './room.ts';
import { attempts, attemptsOf, findAttempt, keepTrainee, keptTrainee, runText } from './store.ts';

export function noPractice(): RoomHandlers<'practice'> {
  const refused = Object.entries(practice)
    .filter(([, spec]) => spec.kind === 'request')
    .map(([name]) => [name, () => fail('practice-only', name)]);
  return Object.fromEntries(refused) as unknown as RoomHandlers<'practice'>;
}

export const summaryOf = (s: Scenario): ScenarioSummary => ({
  id: s.id,
  of: s.of,
  lang: s.lang,
  version: s.version,
  title: s.title,
  summary: s.summary,
  author: s.author,
  date: s.date,
  review: s.review,
  feeling: s.feeling,
  accountId: s.accountId,
  reasonCode: s.reasonCode,
  sensitive: s.sensitive,
  caller: s.caller,
  patient: s.patient,
  known: s.known,
  passMark: s.passMark,
  parTurns: s.parTurns,
  parSeconds: s.parSeconds,
  levels: practiceLevels.map((level) => {
    const { hints, timer, noise, events } = s.levels[`${level}`];
    return { level, hints, timer, noise, events: events.length };
  }),
});

/** What only the page knows. All others the desk hears itself: nobody can claim them. */
const ofThePage: readonly DeskAct[] = ['open_oncall', 'script_step', 'verify', 'caller_address'];
const mostAssignments = 500;

export interface PracticeHandlersDeps {
  core(): Database.Database;
  room: PracticeRoom;
  parties: ReturnType<typeof createParties>;
  training(): TrainingPort;
  files: Pick<Host, 'fileDialog' | 'redeemHandle'>;
  /** The trainee's name may be another one now. */
  named(): void;
}

export function practiceHandlers(deps: PracticeHandlersDeps): RoomHandlers<'practice'> {
  const { room, parties, core } = deps;
  /** After a change: what the page shows next. */
  const shown = (runId: string, done: Result<unknown>): Result<PracticeView> =>
    done.ok ? room.view(runId) : done;
  const titles = () => new Map(room.scenarios().map((s) => [s.id, s.title]));

  function kept(runId: string): Result<KeptRun> {
    const { comments, ratings } = deps.training().reviewOf(runId);
    const attempt = findAttempt(core(), runId);
    if (attempt === null) {
      const old = findOld(core(), runId);
      if (old === null) return fail('not-found', 'run');
      return ok({ ...old, scenario: null, run: null, bookmarks: [], comments, ratings });
    }
    const played = room.keeper.played(runId);
    return ok({
      row: attempt.row,
      scenario: played?.scenario ?? null,
      run: played?.run ?? null,
      lines: played === null ? saidLines(runText(core(), runId)) : [],
      bookmarks: attempt.bookmarks,
      comments,
      ratings,
    });
  }

  return {
    trainee: () => ok(keptTrainee(core())),
    people: () => ok(deps.training().people()),
    sitDown(who, context) {
      keepTrainee(core(), who);
      deps.named();
      context.changed('practice.changed');
      return ok(who);
    },
    scenarios: () => ok(room.scenarios().map(summaryOf)),
    scenario({ id }) {
      const found = room.scenarioOf(id);
      return found === null ? fail('not-found', 'scenario') : ok(found);
    },
    assignments() {
      const who = keptTrainee(core());
      if (who === null) return ok([]);
      const isOver = ({ state }: Assignment): boolean => state === 'done' || state === 'withdrawn';
      const all = deps.training().assignmentsOf(who);
      // What is still to play is never what is left out.
      return ok([...all.filter((a) => !isOver(a)), ...all.filter(isOver)].slice(0, mostAssignments));
    },
    start(input, context) {
      context.about({ callId: input.id, what: `${input.scenarioId}:${input.level}` });
      const rung = room.start(input);
      deps.named();
      return rung;
    },
    say({ runId, reply, turn }, context) {
      context.about({ callId: runId });
      const played = room.keeper.played(runId);
      if (played === null) return fail('not-found', 'run');
      if (turn !== null && turn !== played.run.lines.length) return fail('conflict', 'the caller has spoken');
      if (!room.isAnswered(runId)) return fail('call-state', 'not answered');
      return shown(runId, room.take(runId, { kind: 'say', reply }));
    },
    composing({ runId }) {
      room.composing(runId);
      return ok({});
    },
    act({ runId, act, detail }, context) {
      context.about({ callId: runId, what: act });
      if (!ofThePage.includes(act)) return fail('invalid-input', 'the desk sees this by itself');
      if (act === 'caller_address') return shown(runId, room.placeWritten(runId));
      return shown(runId, room.act(runId, act, detail));
    },
    hint: ({ runId }) => shown(runId, room.take(runId, { kind: 'hint' })),
    view: ({ runId }) => room.view(runId),
    current() {
      const row = room.current();
      return ok(row === null ? null : { runId: row.id });
    },
    bringIn({ runId, id, target }, context) {
      context.about({ callId: runId, what: target });
      return shown(runId, parties.bringIn(runId, id, target, context));
    },
    tellParty({ runId, text }, context) {
      context.about({ callId: runId });
      return shown(runId, parties.tell(runId, text));
    },
    party({ runId, what }, context) {
      context.about({ callId: runId, what });
      return shown(runId, parties.go(runId, what, context));
    },
    runs({ trainee }) {
      // Nobody's name was kept with the old ones.
      if (trainee !== null) return ok(attemptsOf(core(), trainee, 500).map((a) => a.row));
      const rows = attempts(core(), 500).map((a) => a.row);
      return ok([...rows, ...oldRows(core(), titles())].slice(0, 500));
    },
    run({ runId }, context) {
      context.about({ callId: runId });
      return kept(runId);
    },
    bookmark: ({ runId, atMs, label, on }) => mark(deps, runId, { atMs, label }, on),
    decline: (input) => decline(deps, input),
    progress({ trainee }) {
      const ids = room.scenarios().map((s) => s.id);
      return ok(progressOf(trainee, attemptsOf(core(), trainee), ids));
    },
    async exportRun({ runId, format }, context) {
      context.about({ callId: runId });
      const found = kept(runId);
      if (!found.ok) return found;
      return writeDebrief(found.value, format, deps.files);
    },
  };
}
