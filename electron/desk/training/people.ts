// Who trains here, what they were given to play, how the team stands.
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson, readStrictJson, type Json } from '#shared/domain/training/canonical.ts';
import { plainName } from '#shared/domain/training/certificate.ts';
import { assignment, heatSkills, type Assignment } from '#shared/domain/training/records.ts';
import {
  assignmentNow,
  heatRow,
  passedOf,
  runsBy,
  type AssignmentGiven,
} from '#shared/domain/training/standing.ts';
import { practised } from '#shared/domain/training/wall.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { RoomHandlers } from '../router/context.ts';
import { playedRuns } from './attempts.ts';
import { scenarioInForce, trainerOf, type Training } from './deps.ts';
import { openFile, practiceName, saveFile } from './files.ts';
import {
  addAssignment,
  assignments,
  findTrainee,
  putTrainee,
  retireTrainee,
  trainees,
  withdrawAssignment,
  type Trainee,
} from './store.ts';
import { ed25519, signText } from './trainer-key.ts';

const fileKind = 'careline-practice-assignments';
const given = assignment.omit({ state: true, attempts: true, lastAt: true });
const assignmentsFile = z.strictObject({
  practised: z.literal(true),
  assignments: z.strictObject({
    kind: z.literal(fileKind),
    v: z.literal(1),
    by: z.string().max(80),
    publicKey: z.string().length(44),
    at: z.iso.datetime({ precision: 3 }),
    list: z.array(given).max(500),
  }),
  signature: z.string().length(88),
});
type Carried = z.infer<typeof assignmentsFile>['assignments'];
const signedText = (of: Carried): string => `${fileKind}-v1\n${canonicalJson(of as unknown as Json)}`;

export function assignmentsText(of: Omit<Carried, 'kind' | 'v'>, key: KeyObject): string {
  const whole: Carried = { kind: fileKind, v: 1, ...of };
  return `${JSON.stringify(practised({ assignments: whole, signature: signText(key, signedText(whole)) }), null, 2)}\n`;
}
/** `assignments-refused` for whatever is not as it was signed. Signed by whom is another question: by the key it carries. */
export function readAssignments(text: string): Result<Carried> {
  const read = readStrictJson(text);
  const file = read.ok ? assignmentsFile.safeParse(read.value) : null;
  if (file?.success !== true) return fail('assignments-refused', 'shape');
  const { assignments: carried, signature } = file.data;
  const names = carried.list.flatMap((a) => [a.traineeName, a.by]);
  if (![...names, carried.by].every(plainName)) return fail('assignments-refused', 'names');
  return ed25519.verify(carried.publicKey, signedText(carried), signature)
    ? ok(carried)
    : fail('assignments-refused', 'signature');
}

type Mine =
  | 'trainees'
  | 'traineeSave'
  | 'traineeRetire'
  | 'traineeJoin'
  | 'scenarios'
  | 'assign'
  | 'assignments'
  | 'assignmentWithdraw'
  | 'assignmentsSave'
  | 'assignmentsOpen'
  | 'team';

/** Newest first, as they stand now. `traineeId` null = of everybody. */
export function assignmentsNow(
  deps: Pick<Training, 'core' | 'attempts' | 'now'>,
  traineeId: string | null,
): Assignment[] {
  const runs = runsBy(playedRuns(deps));
  return assignments(deps.core(), traineeId).map((a) => assignmentNow(a, runs, deps.now()));
}

/** Whoever is furthest behind the world's clock still has this day: a day before it is past everywhere. */
const earliestDay = (now: string): string =>
  new Date(Date.parse(now) - 12 * 3_600_000).toISOString().slice(0, 10);

export function peopleHandlers(deps: Training): Pick<RoomHandlers<'training'>, Mine> {
  /** Runs and assignments are read once, however many people there are. */
  function rowsOf(people: readonly Trainee[]) {
    const runs = runsBy(playedRuns(deps));
    const one = people.length === 1 ? (people[0]?.id ?? null) : null;
    const open = new Map<string, number>();
    for (const given of assignments(deps.core(), one, -1)) {
      const { state } = assignmentNow(given, runs, deps.now());
      if (state === 'open' || state === 'overdue')
        open.set(given.traineeId, (open.get(given.traineeId) ?? 0) + 1);
    }
    return people.map((who) => {
      const done = runs.ofTrainee(who.id).filter((r) => r.state === 'finished');
      return {
        ...who,
        attempts: done.length,
        passed: done.filter(passedOf).length,
        lastAt: done.reduce<string | null>((last, r) => (last === null || r.at > last ? r.at : last), null),
        openAssignments: open.get(who.id) ?? 0,
        nameless: deps.nameless(who.name),
      };
    });
  }
  return {
    trainees: () => ok(rowsOf(trainees(deps.core()))),
    traineeSave({ id, name }, context) {
      if (!plainName(name)) return fail('invalid-input', 'name');
      putTrainee(deps.core(), { id, name }, context.now);
      context.changed('training.changed');
      const who = findTrainee(deps.core(), id);
      const [row] = who === null ? [] : rowsOf([who]);
      return row === undefined ? fail('not-found', 'trainee') : ok(row);
    },
    traineeRetire({ id }, context) {
      if (!retireTrainee(deps.core(), id, context.now)) return fail('not-found', 'trainee');
      context.changed('training.changed');
      return ok({});
    },
    traineeJoin({ id }, context) {
      const who = findTrainee(deps.core(), id);
      if (who === null) return fail('not-found', 'trainee');
      const joined = deps.join({ id, name: who.name });
      context.changed('training.changed');
      context.changed('practice.changed');
      return ok({ joined });
    },
    scenarios: () =>
      ok(
        deps
          .practice()
          .scenarios()
          .map((s) => ({
            id: s.id,
            title: s.title,
            version: s.version,
            lang: s.lang,
            sensitive: s.sensitive !== null,
            source: deps.scenarios.isOwn(s.id) ? ('own' as const) : ('shipped' as const),
          })),
      ),
    assign({ id, traineeId, scenarioId, level, due, repeat, note }, context) {
      const who = findTrainee(deps.core(), traineeId);
      if (who === null) return fail('not-found', 'trainee');
      const scenario = scenarioInForce(deps, scenarioId);
      if (!scenario.ok) return scenario;
      if (due !== null && due < earliestDay(context.now)) return fail('invalid-input', 'due');
      const { name: by } = trainerOf(deps);
      const made = { id, traineeId, traineeName: who.name, scenarioId, level, due, repeat, note, by };
      const whole = { ...made, at: context.now };
      addAssignment(deps.core(), whole);
      context.changed('training.changed', [id]);
      context.changed('practice.changed');
      return ok(assignmentNow({ ...whole, withdrawnAt: null }, runsBy(playedRuns(deps)), context.now));
    },
    assignments: ({ traineeId }) => ok(assignmentsNow(deps, traineeId)),
    assignmentWithdraw({ id }, context) {
      if (!withdrawAssignment(deps.core(), id, context.now)) return fail('not-found', 'assignment');
      context.changed('training.changed', [id]);
      context.changed('practice.changed');
      return ok({});
    },
    async assignmentsSave({ traineeId }, context) {
      const { privateKey, name } = trainerOf(deps);
      const publicKey = deps.signedIn.publicKey()?.publicKey;
      if (publicKey === undefined) return fail('training-key-damaged');
      const list = assignments(deps.core(), traineeId)
        .filter((a) => a.withdrawnAt === null)
        .map(({ withdrawnAt: _withdrawn, ...rest }) => rest);
      const text = assignmentsText({ by: name, publicKey, at: context.now, list }, privateKey);
      return saveFile(deps.host, {
        title: 'Save assignments',
        suggested: practiceName('assignments', 'json'),
        text,
      });
    },
    async assignmentsOpen({ text: given, keyId }, context) {
      const picked = given === null ? await openFile(deps.host, 'Open assignments') : ok(given);
      if (!picked.ok) return picked;
      if (picked.value === null) return ok({ added: 0, known: 0, asks: null });
      const carried = readAssignments(picked.value);
      if (!carried.ok) return carried;
      // The signature says that the file is whole; whose it is, only a person can say who knows the key.
      const signedBy = ed25519.keyIdOf(carried.value.publicKey);
      const ours = deps.signedIn.state().trainers.some((t) => t.keyId === signedBy);
      if (!ours && keyId !== signedBy) {
        const { by, list } = carried.value;
        const asks = { by, keyId: signedBy, count: list.length, text: picked.value };
        return ok({ added: 0, known: 0, asks });
      }
      const db = deps.core();
      let added = 0;
      db.transaction(() => {
        for (const one of carried.value.list) {
          if (findTrainee(db, one.traineeId) === null)
            putTrainee(db, { id: one.traineeId, name: one.traineeName }, context.now);
          if (addAssignment(db, one)) added++;
        }
      }).immediate();
      context.changed('training.changed');
      context.changed('practice.changed');
      return ok({ added, known: carried.value.list.length - added, asks: null });
    },
    team() {
      const runs = runsBy(playedRuns(deps));
      const scenarios = deps
        .practice()
        .scenarios()
        .slice(0, 100)
        .map(({ id, title }) => ({ id, title }));
      const ids = scenarios.map((s) => s.id);
      return ok({
        skills: [...heatSkills],
        scenarios,
        rows: trainees(deps.core()).map(({ id, name }) => ({
          trainee: { id, name },
          ...heatRow(runs.ofTrainee(id), ids),
        })),
      });
    },
  };
}

/** What the practice room shows of somebody's assignments: those that are not over. */
export function assignmentsFor(
  deps: Pick<Training, 'core' | 'attempts' | 'now'>,
  who: { id: string | null; name: string },
): Assignment[] {
  const same = who.name.trim().toLowerCase();
  const mine = (a: AssignmentGiven | Assignment): boolean =>
    who.id === null ? a.traineeName.trim().toLowerCase() === same : a.traineeId === who.id;
  return assignmentsNow(deps, who.id).filter((a) => mine(a) && a.state !== 'withdrawn');
}
