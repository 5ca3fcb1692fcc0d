// Who trains here, what they were given to play, how the team stands.
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson, readStrictJson, type Json } from '#shared/domain/training/canonical.ts';
import { plainName } from '#shared/domain/training/certificate.ts';
import { assignment, heatSkills, type Assignment } from '#shared/domain/training/records.ts';
import { assignmentNow, heatRow, passedOf, type AssignmentGiven } from '#shared/domain/training/standing.ts';
import { practised } from '#shared/domain/training/wall.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { RoomHandlers } from '../router/context.ts';
import { playedRuns } from './attempts.ts';
import { scenarioInForce, trainerOf, type Training } from './deps.ts';
import { openFile, saveFile } from './files.ts';
import {
  addAssignment,
  assignments,
  findTrainee,
  putTrainee,
  retireTrainee,
  trainees,
  withdrawAssignment,
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
/** `assignments-refused` for whatever is not as it was signed. */
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
  const runs = playedRuns(deps);
  return assignments(deps.core(), traineeId).map((a) => assignmentNow(a, runs, deps.now()));
}

export function peopleHandlers(deps: Training): Pick<RoomHandlers<'training'>, Mine> {
  const rowOf = (id: string) => {
    const who = findTrainee(deps.core(), id);
    if (who === null) return null;
    const runs = playedRuns(deps).filter((r) => r.traineeId === id && r.state === 'finished');
    const open = assignmentsNow(deps, id).filter((a) => a.state === 'open' || a.state === 'overdue');
    return {
      ...who,
      attempts: runs.length,
      passed: runs.filter(passedOf).length,
      lastAt:
        runs
          .map((r) => r.at)
          .toSorted()
          .at(-1) ?? null,
      openAssignments: open.length,
    };
  };
  return {
    trainees: () => ok(trainees(deps.core()).flatMap((t) => rowOf(t.id) ?? [])),
    traineeSave({ id, name }, context) {
      if (!plainName(name)) return fail('invalid-input', 'name');
      putTrainee(deps.core(), { id, name }, context.now);
      context.changed('training.changed');
      const row = rowOf(id);
      return row === null ? fail('not-found', 'trainee') : ok(row);
    },
    traineeRetire({ id }, context) {
      if (!retireTrainee(deps.core(), id, context.now)) return fail('not-found', 'trainee');
      context.changed('training.changed');
      return ok({});
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
      const { name: by } = trainerOf(deps);
      const made = { id, traineeId, traineeName: who.name, scenarioId, level, due, repeat, note, by };
      const whole = { ...made, at: context.now };
      addAssignment(deps.core(), whole);
      context.changed('training.changed', [id]);
      context.changed('practice.changed');
      return ok(assignmentNow({ ...whole, withdrawnAt: null }, playedRuns(deps), context.now));
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
      return saveFile(deps.host, { title: 'Save assignments', name: 'assignments', extension: 'json', text });
    },
    async assignmentsOpen({ text: given }, context) {
      const picked = given === null ? await openFile(deps.host, 'Open assignments') : ok(given);
      if (!picked.ok) return picked;
      if (picked.value === null) return ok({ added: 0, known: 0 });
      const carried = readAssignments(picked.value);
      if (!carried.ok) return carried;
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
      return ok({ added, known: carried.value.list.length - added });
    },
    team() {
      const runs = playedRuns(deps);
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
          ...heatRow(
            runs.filter((r) => r.traineeId === id),
            ids,
          ),
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
