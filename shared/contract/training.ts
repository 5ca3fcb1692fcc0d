// The trainer's desk (product.md 5b, rows 35, 46, 67): assign, watch, rate, correct, write scenarios, certify. It works in the
// practice desk alone, from the trainer's own window (the trainee's page may only ask for `state`), and but for `state`, `setUp`
// and `signIn` only while a trainer is signed in (`training-signed-out`).
import { z } from 'zod';
import {
  assignment,
  assignmentRepeats,
  comment,
  humanRating,
  personId,
  scenarioId,
} from '#shared/domain/training/records.ts';
import { nothing, request, topic } from './kinds.ts';
import {
  agreement,
  attemptRow,
  certificateNeeds,
  certificateRow,
  correctionsOf,
  draftRow,
  level,
  lintFinding,
  name,
  ofRun,
  ratingDraft,
  reviewed,
  scoreLine,
  team,
  traineeRow,
  trainingState,
  watched,
} from './training-shapes.ts';

const uuid = z.uuid();
/** At least 12 characters, as the vault's own; never kept, never written to a log. */
const passphrase = z.string().min(1).max(200);
/** What was written by the host's dialog; null = the person cancelled. */
const saved = z.strictObject({ file: z.strictObject({ name: z.string().max(255) }).nullable() });
/** Text of a file that a page read by itself, or null: the host's dialog is asked (Electron only; else `host-cannot`). */
const fileText = z.string().max(400_000).nullable();
const draftText = z.string().max(400_000);

const surfaces = ['trainer'] as const;
const everywhere = ['main', 'trainer'] as const;
const read = { effect: 'read', lease: 'free', surfaces } as const;
const write = { effect: 'write', lease: 'free', surfaces } as const;
/** Derives a key or writes a file: not in the vault's transaction. */
const control = { effect: 'control', lease: 'free', when: 'open', surfaces } as const;

export const training = {
  state: request(nothing, trainingState, { effect: 'read', lease: 'free', surfaces: everywhere }),
  /** The first on this computer sets up for themselves; later ones only while a trainer is signed in. */
  setUp: request(z.strictObject({ id: uuid, name, passphrase }), trainingState, {
    ...control,
    audit: 'training.set-up',
  }),
  signIn: request(z.strictObject({ trainerId: uuid, passphrase }), trainingState, {
    ...control,
    audit: 'training.sign-in',
  }),
  signOut: request(nothing, trainingState, { ...control, audit: 'training.sign-out' }),
  /** The public half, for a supervisor of the live desk. */
  key: request(nothing, z.strictObject({ text: z.string().max(2000) }), read),
  keySave: request(nothing, saved, control),

  trainees: request(nothing, z.array(traineeRow).max(200), read),
  traineeSave: request(z.strictObject({ id: personId, name }), traineeRow, {
    ...write,
    audit: 'training.trainee',
  }),
  /** Attempts are kept; the name is no longer offered. */
  traineeRetire: request(z.strictObject({ id: personId }), nothing, { ...write, audit: 'training.trainee' }),
  /** Calls that were played under this person's name without an id are theirs from now on. */
  traineeJoin: request(z.strictObject({ id: personId }), z.strictObject({ joined: z.int() }), {
    ...write,
    audit: 'training.trainee',
  }),

  scenarios: request(
    nothing,
    z
      .array(
        z.strictObject({
          id: scenarioId,
          title: z.string().max(120),
          version: z.int(),
          lang: z.enum(['en', 'es']),
          sensitive: z.boolean(),
          source: z.enum(['shipped', 'own']),
        }),
      )
      .max(200),
    read,
  ),
  assign: request(
    z.strictObject({
      id: uuid,
      traineeId: personId,
      scenarioId,
      level,
      due: z.iso.date().nullable(),
      repeat: z.enum(assignmentRepeats),
      note: z.string().trim().max(300).default(''),
    }),
    assignment,
    { ...write, audit: 'training.assign' },
  ),
  assignments: request(
    z.strictObject({ traineeId: personId.nullable() }),
    z.array(assignment).max(500),
    read,
  ),
  assignmentWithdraw: request(z.strictObject({ id: uuid }), nothing, { ...write, audit: 'training.assign' }),
  /** For another practice computer: signed by the trainer, opened there by `assignmentsOpen`. */
  assignmentsSave: request(z.strictObject({ traineeId: personId.nullable() }), saved, {
    ...control,
    audit: 'training.assign',
  }),
  /**
   * Anybody can sign a file: unless the key is of a trainer of this computer, nothing is added before it was named. `asks` says
   * what to show the trainer; then the same `text` again with that `keyId`.
   */
  assignmentsOpen: request(
    z.strictObject({ text: fileText, keyId: z.string().max(32).nullable().default(null) }),
    z.strictObject({
      added: z.int(),
      known: z.int(),
      asks: z
        .strictObject({ by: name, keyId: z.string().max(32), count: z.int(), text: z.string().max(400_000) })
        .nullable(),
    }),
    { ...control, audit: 'training.assign' },
  ),

  /** Newest first. */
  attempts: request(
    z.strictObject({
      traineeId: personId.nullable(),
      scenarioId: scenarioId.nullable(),
      state: z.enum(['any', 'running', 'finished']),
    }),
    z.array(attemptRow).max(200),
    read,
  ),
  /** Asked again at each `practice.changed`. */
  watch: request(ofRun, watched, { ...read, audit: 'training.watch' }),
  inject: request(ofRun.extend({ eventId: z.string().max(60) }), nothing, {
    ...write,
    audit: 'training.inject',
  }),
  review: request(ofRun, reviewed, { ...read, audit: 'training.review' }),
  comment: request(
    ofRun.extend({ id: uuid, atMs: z.int().min(0), text: z.string().trim().min(1).max(1000) }),
    comment,
    { ...write, audit: 'training.comment' },
  ),
  commentRemove: request(z.strictObject({ id: uuid }), nothing, { ...write, audit: 'training.comment' }),
  /** A further rating of the same run stands above the one before; nothing is overwritten. */
  /** A rating that is not whole yet, for the trainer who is signed in; null = none any more. Nothing else shows it. */
  rateDraft: request(ofRun.extend({ draft: ratingDraft.nullable() }), nothing, write),
  /** Where the rules missed a critical item that the trainer says was met, the note says why. */
  rate: request(
    ofRun.extend({
      id: uuid,
      perCue: humanRating.shape.perCue,
      items: humanRating.shape.items,
      overall: humanRating.shape.overall,
      criticalMet: z.boolean(),
      note: humanRating.shape.note,
    }),
    humanRating,
    { ...write, audit: 'training.rate' },
  ),
  agreement: request(nothing, agreement, read),

  corrections: request(z.strictObject({ scenarioId }), correctionsOf, read),
  /** For runs that start from now on; `conflict` when another version is in force by now. */
  correct: request(
    z.strictObject({
      scenarioId,
      version: z.int().min(0),
      ruleId: z.string().max(60),
      add: z.array(z.string().trim().min(1).max(120)).max(20),
      remove: z.array(z.string().max(120)).max(20),
    }),
    correctionsOf,
    { ...write, audit: 'training.correct' },
  ),
  correctUndo: request(z.strictObject({ scenarioId, version: z.int().min(1) }), correctionsOf, {
    ...write,
    audit: 'training.correct',
  }),
  /** Both, beside each other: nothing that is kept changes. */
  scoreAgain: request(
    ofRun,
    z.strictObject({
      before: scoreLine,
      after: scoreLine,
      /** Cues that got another level: index among the run's cues. */
      cues: z.array(z.strictObject({ cueIndex: z.int(), before: z.int(), after: z.int() })).max(100),
    }),
    read,
  ),
  team: request(nothing, team, read),

  drafts: request(nothing, z.array(draftRow).max(200), read),
  draftRead: request(z.strictObject({ id: uuid }), z.strictObject({ row: draftRow, text: draftText }), read),
  /** A shipped scenario as text to begin with. */
  draftOf: request(z.strictObject({ scenarioId }), z.strictObject({ text: draftText }), read),
  /** `revision` null begins one; another revision since is a `conflict`. */
  draftSave: request(z.strictObject({ id: uuid, revision: z.int().nullable(), text: draftText }), draftRow, {
    ...write,
    audit: 'training.draft',
  }),
  draftLint: request(
    z.strictObject({ text: draftText }),
    z.strictObject({ findings: z.array(lintFinding).max(300), total: z.int() }),
    read,
  ),
  /** Only what lints clean and passes the model check, within ten seconds; trainees get it with their next start. */
  draftPublish: request(z.strictObject({ id: uuid, revision: z.int() }), draftRow, {
    ...control,
    audit: 'training.publish',
  }),
  /** What shipped counts again. */
  draftWithdraw: request(z.strictObject({ id: uuid }), draftRow, { ...write, audit: 'training.publish' }),
  draftImport: request(z.strictObject({ id: uuid, text: fileText }), draftRow.nullable(), {
    ...control,
    audit: 'training.draft',
  }),
  draftExport: request(z.strictObject({ id: uuid }), saved, { ...control, audit: 'training.draft' }),

  certificateNeeds: request(z.strictObject({ traineeId: personId }), certificateNeeds, read),
  /** Signed with the trainer's key; `runIds`: one counting run for each scenario of the set. */
  certify: request(
    z.strictObject({ id: uuid, traineeId: personId, runIds: z.array(uuid).min(1).max(20) }),
    z.strictObject({ row: certificateRow, text: z.string().max(20_000) }),
    { ...write, audit: 'training.certify' },
  ),
  certificates: request(nothing, z.array(certificateRow).max(500), read),
  certificateRead: request(
    z.strictObject({ id: uuid }),
    z.strictObject({ row: certificateRow, text: z.string().max(20_000) }),
    read,
  ),
  certificateSave: request(z.strictObject({ id: uuid }), saved, { ...control, audit: 'training.certify' }),
  changed: topic(everywhere),
};
