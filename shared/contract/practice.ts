// Role-play: runs only in the practice desk, whose vault is its own (product.md 0.6, 5). Rules are pure and shared: with a
// run and the scenario it was played by, the page makes views, scores and debriefs by the functions that the desk's tests check.
// A run's id is its call's id: the call is answered, held, ended and wrapped up by `calls.*`, as any other.
import { z } from 'zod';
import { practiceRun, runEndings } from '../domain/practice/run-data.ts';
import { deskActs, feelings, practiceLevels, scenario, scenarioId } from '../domain/practice/scenario.ts';
import { assignment, comment, humanRating } from '../domain/training/records.ts';
import type { OfPractice } from '../domain/training/wall.ts';
import { instant, nothing, request, topic } from './kinds.ts';

const both = ['main', 'trainer'] as const;
const runId = z.uuid();
const level = z.union(practiceLevels.map((l) => z.literal(l)));
/** As typed, or as the live desk hands it over; `id` is the person's there. */
export const practiceTrainee = z.strictObject({
  id: z.string().min(1).max(60).nullable(),
  name: z.string().trim().min(1).max(80),
});
export type PracticeTrainee = z.infer<typeof practiceTrainee>;

/** What a list shows of a scenario; its body comes by `scenario`. */
export const scenarioSummary = z.strictObject({
  id: scenarioId,
  of: scenarioId.nullable(),
  lang: z.enum(['en', 'es']),
  version: z.int(),
  title: z.string(),
  summary: z.string(),
  author: z.string(),
  date: z.string(),
  review: z.enum(['draft', 'reviewed']),
  feeling: z.enum(feelings),
  accountId: z.string(),
  reasonCode: z.string(),
  /** Not null: it may be declined for another one. */
  sensitive: z.strictObject({ why: z.string(), instead: scenarioId }).nullable(),
  caller: z.strictObject({ name: z.string(), relation: z.string(), number: z.string() }),
  patient: z.strictObject({ name: z.string(), birthDate: z.string() }),
  known: z.array(z.string()),
  passMark: z.int(),
  parTurns: z.int(),
  parSeconds: z.int(),
  levels: z.array(
    z.strictObject({
      level,
      hints: z.enum(['shown', 'on-ask', 'none']),
      timer: z.int().nullable(),
      noise: z.boolean(),
      /** Of events that come by themselves. */
      events: z.int(),
    }),
  ),
});
export type ScenarioSummary = z.infer<typeof scenarioSummary>;

export const bookmark = z.strictObject({ atMs: z.int().min(0), label: z.string().max(120) });
export type Bookmark = z.infer<typeof bookmark>;

/** A run as lists show it. */
export const runRow = z.strictObject({
  id: runId,
  scenarioId: z.string().max(12),
  scenarioVersion: z.int(),
  title: z.string().max(120),
  level,
  seed: z.int(),
  trainee: practiceTrainee,
  assignmentId: z.uuid().nullable(),
  startedAt: instant,
  /** The talk ended, by either side; null = it goes on, or rings. */
  endedAt: instant.nullable(),
  /** `running` until the wrap-up is done; `missed`: nobody answered it; `declined` (R9): another was chosen instead. */
  state: z.enum(['running', 'finished', 'missed', 'declined']),
  /** `left`: the trainee hung up before the call was over. */
  ending: z.enum(runEndings).nullable(),
  /** Of a hundred, by the rules it was played by; null = not finished, or nothing to judge. */
  score: z.number().nullable(),
  passed: z.boolean().nullable(),
  bookmarks: z.int(),
  /** The desk was gone in the middle of it: its times are not to be relied on, and no certificate stands on it. */
  interrupted: z.boolean(),
  /** Played before scenarios had acts and events: its lines are kept, it can't be scored any more. */
  old: z.boolean(),
});
export type RunRow = z.infer<typeof runRow> & OfPractice;

/** Somebody else on the line: asked by the trainee, played by the desk. */
export const targets = ['911', '988', 'supervisor', 'nurse', 'interpreter', 'on-call'] as const;
export type PracticeTarget = (typeof targets)[number];
export const partyStates = ['ringing', 'talking', 'joined', 'handed-over', 'gone', 'no-answer'] as const;
export const party = z.strictObject({
  id: z.uuid(),
  target: z.enum(targets),
  /** `talking`: with the trainee alone, the caller is on hold. `joined`: all three. */
  state: z.enum(partyStates),
  since: instant,
  lines: z
    .array(
      z.strictObject({ who: z.enum(['party', 'agent']), text: z.string().max(600), atMs: z.int().min(0) }),
    )
    .max(40),
});
export type PracticeParty = z.infer<typeof party>;

/** All that the page needs of a call that goes on; `viewOf`, `score` of shared/domain/practice make the rest. */
export const practiceView = z.strictObject({
  row: runRow,
  /** Of the call: a line of the caller's is heard from `active` on. */
  call: z.enum(['ringing', 'active', 'held', 'wrap-up', 'ended', 'missed']),
  run: practiceRun,
  /** The desk's clock of the run, ms since it was answered; 0 while it rings. It stands still once the talk is over. */
  clockMs: z.int().min(0),
  party: party.nullable(),
  /** What is simulated around the call just now. */
  outage: z.boolean(),
  secondCallId: z.uuid().nullable(),
  bookmarks: z.array(bookmark),
});
export type PracticeView = z.infer<typeof practiceView> & OfPractice;

/** A finished run with all that its debrief stands on. */
export const keptRun = z.strictObject({
  row: runRow,
  /** As it was played, with the corrections of then; null for an old one. */
  scenario: scenario.nullable(),
  run: practiceRun.nullable(),
  /** Of an old one, which has nothing else. */
  lines: z.array(z.strictObject({ who: z.enum(['caller', 'agent']), text: z.string(), atMs: z.int() })),
  bookmarks: z.array(bookmark),
  /** A trainer's words and scores; the newest rating counts and stands above the machine's. */
  comments: z.array(comment),
  ratings: z.array(humanRating),
});
export type KeptRun = z.infer<typeof keptRun> & OfPractice;

export const skills = ['empathy', 'listening', 'compliance', 'accuracy', 'efficiency'] as const;
export type PracticeSkill = (typeof skills)[number];
export const progress = z.strictObject({
  trainee: practiceTrainee,
  /** Finished runs, oldest first. */
  attempts: z
    .array(
      z.strictObject({
        runId,
        scenarioId: z.string(),
        level,
        at: instant,
        score: z.number().nullable(),
        passed: z.boolean().nullable(),
        /** Share of what could be earned, 0 to 1; null = nothing to judge. */
        skills: z.partialRecord(z.enum(skills), z.number().nullable()),
      }),
    )
    .max(200),
  /** Spaced repetition: weak scenarios come back sooner. Those that are due first. */
  scenarios: z.array(
    z.strictObject({
      scenarioId: z.string(),
      attempts: z.int(),
      best: z.number().nullable(),
      last: z.number().nullable(),
      lastAt: instant.nullable(),
      passed: z.boolean(),
      /** When it is worth playing again; null = never played. */
      dueAt: instant.nullable(),
    }),
  ),
});
export type PracticeProgress = z.infer<typeof progress>;

const reply = z.union([
  z.strictObject({ choiceId: z.string().max(60) }),
  z.strictObject({ text: z.string().trim().min(1).max(1000), by: z.enum(['typed', 'spoken', 'script']) }),
]);
const ofRun = z.strictObject({ runId });
const write = { effect: 'write', lease: 'free' } as const;

export const practice = {
  /** Who practises at this desk; null = nobody said yet. */
  trainee: request(nothing, practiceTrainee.nullable(), { effect: 'read', lease: 'free', surfaces: both }),
  sitDown: request(practiceTrainee, practiceTrainee, write),
  /** Who trains here by the trainer's list: offered by name, so that what they play carries the person's id. */
  people: request(
    nothing,
    z
      .array(z.strictObject({ id: practiceTrainee.shape.id.unwrap(), name: practiceTrainee.shape.name }))
      .max(200),
    { effect: 'read', lease: 'free' },
  ),
  scenarios: request(nothing, z.array(scenarioSummary).max(200), {
    effect: 'read',
    lease: 'free',
    surfaces: both,
  }),
  /** In force now: what a run that starts now is played by. */
  scenario: request(z.strictObject({ id: scenarioId }), scenario, {
    effect: 'read',
    lease: 'free',
    surfaces: both,
  }),
  assignments: request(nothing, z.array(assignment).max(500), { effect: 'read', lease: 'free' }),
  /** Rings on the practice line; `id` is the run's and the call's. `conflict` while another run goes on. */
  start: request(
    z.strictObject({
      id: runId,
      scenarioId,
      level,
      seed: z.int().min(0).max(0xffffffff),
      trainee: practiceTrainee,
      assignmentId: z.uuid().nullable(),
    }),
    runRow,
    { ...write, audit: 'practice.start' },
  ),
  /** `turn` = lines of the run that the page had seen: another one is a `conflict`, so that nothing is said twice. */
  say: request(ofRun.extend({ reply, turn: z.int().min(0).nullable() }), practiceView, {
    ...write,
    audit: 'practice.say',
  }),
  /** The trainee types or speaks: that is no dead air. At most every 2 s. */
  composing: request(ofRun, nothing, { effect: 'control', lease: 'free' }),
  /**
   * What only the page knows: `open_oncall`, `script_step`, `verify`, `caller_address`. What the desk hears by itself is refused
   * (`invalid-input`). `caller_address` counts once something is written in the notes of this call. Twice the same act and
   * detail counts once.
   */
  act: request(
    ofRun.extend({ act: z.enum(deskActs), detail: z.string().trim().min(1).max(60).nullable() }),
    practiceView,
    {
      ...write,
      audit: 'practice.act',
    },
  ),
  hint: request(ofRun, practiceView, write),
  view: request(ofRun, practiceView, { effect: 'read', lease: 'free', surfaces: both }),
  /** The call that goes on (rings, is talked on or wrapped up); null = none. */
  current: request(nothing, ofRun.nullable(), { effect: 'read', lease: 'free' }),

  /**
   * Rings a target, as the card's "Bring in" would. 911, 988 and an interpreter come to both at once (`joined`); anybody else is
   * spoken to first, with the caller on hold. `conflict` while another one is there.
   */
  bringIn: request(ofRun.extend({ id: z.uuid(), target: z.enum(targets) }), practiceView, {
    ...write,
    audit: 'practice.party',
  }),
  /**
   * The handover, in the trainee's words. Fewer than three, without the name of the caller or the patient, tell nobody anything:
   * they ask, and the transfer stays cold. `practice-party-full` once nothing more is listened to.
   */
  tellParty: request(ofRun.extend({ text: z.string().trim().min(1).max(600) }), practiceView, {
    ...write,
    audit: 'practice.party',
  }),
  /**
   * `join`: all three talk, which is the warm transfer. `hand-over`: the caller is theirs and the trainee leaves; warm when it
   * was told or joined, else cold. `let-go`: back to the caller alone.
   */
  party: request(ofRun.extend({ what: z.enum(['join', 'hand-over', 'let-go']) }), practiceView, {
    ...write,
    audit: 'practice.party',
  }),

  /** Newest first. `trainee` null = of everybody. */
  runs: request(z.strictObject({ trainee: practiceTrainee.nullable() }), z.array(runRow).max(500), {
    effect: 'read',
    lease: 'free',
  }),
  run: request(ofRun, keptRun, { effect: 'read', lease: 'free', surfaces: both, audit: 'practice.run' }),
  bookmark: request(
    ofRun.extend({ atMs: z.int().min(0), label: z.string().trim().max(120), on: z.boolean() }),
    z.array(bookmark),
    write,
  ),
  /** A sensitive scenario is left for another one, without a reason: nothing is kept of it, in no list and no audit. */
  decline: request(
    z.strictObject({
      id: runId,
      scenarioId,
      level,
      trainee: practiceTrainee,
      assignmentId: z.uuid().nullable(),
    }),
    z.strictObject({ instead: scenarioId }),
    { effect: 'read', lease: 'free' },
  ),
  progress: request(z.strictObject({ trainee: practiceTrainee }), progress, {
    effect: 'read',
    lease: 'free',
  }),
  /** A debrief as a file, by the host's dialog; its name and its page say PRACTICE. Null = cancelled. */
  exportRun: request(
    ofRun.extend({ format: z.enum(['html', 'text']) }),
    z.strictObject({ file: z.strictObject({ name: z.string() }).nullable() }),
    { effect: 'remote', lease: 'free', audit: 'practice.export' },
  ),
  changed: topic(['main', 'panel', 'compact', 'trainer']),
};
