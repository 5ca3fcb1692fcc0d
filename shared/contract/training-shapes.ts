// What the trainer's desk answers: attempts, reviews, agreement, heat map, corrections, drafts, certificates. The requests stand
// in training.ts.
import { z } from 'zod';
import { practiceRun } from '#shared/domain/practice/run.ts';
import { scenario } from '#shared/domain/practice/scenario.ts';
import {
  comment,
  correction,
  heatSkills,
  humanRating,
  levels,
  personId,
  scenarioId,
} from '#shared/domain/training/records.ts';
import { lacks } from '#shared/domain/training/standing.ts';
import { instant } from './kinds.ts';

const uuid = z.uuid();
export const ofRun = z.strictObject({ runId: uuid });
export const level = z.union(levels.map((l) => z.literal(l)));
const share = z.number().min(0).max(1);
export const name = z.string().trim().min(1).max(80);

const trainer = z.strictObject({ id: uuid, name, keyId: z.string().max(32) });
export const trainingState = z.strictObject({
  /** False in the live desk: nothing of this room is there. */
  practice: z.boolean(),
  trainers: z.array(trainer).max(20),
  /** `endsAt`: thirty minutes after the last request of the trainer's. */
  signedIn: trainer.extend({ endsAt: instant }).nullable(),
  /** Seconds until a passphrase may be tried again; 0 = now. */
  waitSeconds: z.int().min(0),
});
export type TrainingState = z.infer<typeof trainingState>;

/** `id` is the person's id at the live desk: a certificate names it. */
export const traineeRow = z.strictObject({
  id: personId,
  name,
  addedAt: instant,
  attempts: z.int(),
  passed: z.int(),
  lastAt: instant.nullable(),
  openAssignments: z.int(),
  /** Calls under the same name by somebody who gave no id: nobody's until a trainer joins them. */
  nameless: z.int(),
});
export type TraineeRow = z.infer<typeof traineeRow>;

/** Machine's or human's, of a hundred; null = nothing to judge. */
export const scoreLine = z.strictObject({
  total: z.number().min(0).max(100).nullable(),
  /** Null = not said by a list. */
  criticalMissed: z.boolean().nullable(),
  passed: z.boolean(),
  skills: z.partialRecord(z.enum(heatSkills), share.nullable()),
});
export const attemptRow = z.strictObject({
  runId: uuid,
  trainee: z.strictObject({ id: z.string().max(60).nullable(), name: z.string().max(80) }),
  scenarioId,
  scenarioVersion: z.int(),
  title: z.string().max(120),
  lang: z.enum(['en', 'es']),
  level,
  seed: z.int().min(0),
  startedAt: instant,
  /** `missed`: nobody answered it. `declined`: another was chosen instead (R9). */
  state: z.enum(['running', 'finished', 'missed', 'declined']),
  ending: z.string().max(40).nullable(),
  seconds: z.int().min(0),
  machine: scoreLine.nullable(),
  /** Stands above the machine's; null = no trainer has rated it. */
  human: z
    .strictObject({ total: z.int().min(0).max(100), passed: z.boolean(), by: name, at: instant })
    .nullable(),
  comments: z.int(),
  assignmentId: uuid.nullable(),
});
export type AttemptRow = z.infer<typeof attemptRow>;

export const watched = z.strictObject({
  attempt: attemptRow,
  /** Null = it rings still. */
  answeredAt: instant.nullable(),
  /** Scores, debrief and graph are made of these two by the shared functions. */
  run: practiceRun,
  scenario,
  /** What may be injected now. */
  events: z.array(z.strictObject({ id: z.string().max(60), title: z.string().max(120) })).max(40),
});
export type Watched = z.infer<typeof watched>;
export const ratingDraft = z.strictObject({
  /** The rating it began from; null = there was none. */
  since: uuid.nullable(),
  cues: humanRating.shape.perCue,
  items: humanRating.shape.items,
  /** As typed. */
  overall: z.string().max(3),
  criticalMet: z.boolean().nullable(),
  note: humanRating.shape.note,
});
export type KeptDraft = z.infer<typeof ratingDraft>;
export const reviewed = watched.extend({
  comments: z.array(comment).max(200),
  /** The newest first; the first one counts. */
  ratings: z.array(humanRating).max(50),
  /** What this trainer has chosen and not kept yet. */
  draft: ratingDraft.nullable(),
  /** Version of the corrections when it was played, and the one in force now. */
  corrections: z.strictObject({ played: z.int(), now: z.int() }),
});
export type Reviewed = z.infer<typeof reviewed>;

const agreementOf = z.strictObject({
  n: z.int(),
  /** Cohen's kappa, quadratic weights; null = too little to say. */
  kappa: z.number().min(-1).max(1).nullable(),
  /** Exactly the same level. */
  same: z.int(),
  /** Rows: first rater 0 to 4; columns: second. */
  table: z.array(z.array(z.int()).length(5)).length(5),
});
export const agreement = z.strictObject({
  /** Written before the scorer was: two passes over shipped transcripts, and each against the machine. */
  shipped: z.strictObject({ raters: agreementOf, machine: agreementOf }),
  /** Trainers of this desk against the machine. */
  here: agreementOf,
  /** Both sets against the machine. */
  together: agreementOf,
  /** Cues where trainer and machine are two levels or more apart. */
  apart: z
    .array(
      z.strictObject({
        runId: uuid,
        scenarioId,
        cueIndex: z.int(),
        human: z.int(),
        machine: z.int(),
        quote: z.string().max(1200),
      }),
    )
    .max(100),
});
export type Agreement = z.infer<typeof agreement>;

export const team = z.strictObject({
  skills: z.array(z.enum(heatSkills)),
  scenarios: z.array(z.strictObject({ id: scenarioId, title: z.string().max(120) })).max(100),
  rows: z
    .array(
      z.strictObject({
        trainee: z.strictObject({ id: personId, name }),
        /** Mean of the last three attempts, 0 to 1; null = never judged. */
        skills: z.array(z.strictObject({ skill: z.enum(heatSkills), value: share.nullable(), n: z.int() })),
        scenarios: z
          .array(z.strictObject({ id: scenarioId, value: share.nullable(), n: z.int(), passed: z.boolean() }))
          .max(100),
      }),
    )
    .max(200),
});
export type Team = z.infer<typeof team>;

export const correctionsOf = z.strictObject({
  scenarioId,
  /** 0 = as shipped. */
  version: z.int().min(0),
  rules: z
    .array(
      z.strictObject({
        ruleId: z.string().max(60),
        title: z.string().max(120),
        /** Patterns in force. */
        any: z.array(z.string().max(120)).max(200),
        added: z.array(z.string().max(120)).max(200),
        removed: z.array(z.string().max(120)).max(200),
      }),
    )
    .max(200),
  history: z.array(correction).max(200),
});
export type CorrectionsOf = z.infer<typeof correctionsOf>;

/** One thing that is wrong with a scenario's text, by the line of the file (1 = the first). */
export const lintFinding = z.strictObject({
  line: z.int().min(0),
  code: z.string().max(60),
  where: z.string().max(200),
  sentence: z.string().max(400),
});
export const draftRow = z.strictObject({
  id: uuid,
  /** Empty while the text names none. */
  scenarioId: z.string().max(24),
  title: z.string().max(120),
  revision: z.int(),
  changedAt: instant,
  by: name,
  findings: z.int(),
  /** Version that trainees play, if this draft was published. */
  published: z.int().nullable(),
  /** Put aside: kept and not played. */
  withdrawn: z.boolean(),
});
export type DraftRow = z.infer<typeof draftRow>;

export const certificateRow = z.strictObject({
  id: uuid,
  subject: z.strictObject({ id: personId, name }),
  skill: z.literal('crisis'),
  trainer: z.strictObject({ name, keyId: z.string().max(32) }),
  issuedAt: instant,
  expiresAt: instant,
  scenarios: z.array(z.strictObject({ id: scenarioId, level, score: z.int() })).max(20),
});
export type CertificateRow = z.infer<typeof certificateRow>;
/** What a certificate still needs of this person: for each scenario of the set the runs that count, best first. */
export const certificateNeeds = z.strictObject({
  trainee: z.strictObject({ id: personId, name }),
  atLevel: level,
  months: z.int(),
  needs: z
    .array(
      z.strictObject({
        scenarioId,
        title: z.string().max(120),
        counting: z.array(ofRun.extend({ at: instant, level, score: z.int() })).max(20),
        /** Why the newest attempt does not count; null = one counts, or there is none. */
        lacks: z.enum(lacks).nullable(),
        /** The newest one, where it does not count: what it is to be judged by. */
        newest: ofRun
          .extend({
            at: instant,
            level,
            /** By the rules; a hundred is all. `missed`: titles of critical items. */
            rules: z.strictObject({ total: z.int().nullable(), passMark: z.int() }),
            missed: z.array(z.string().max(200)).max(40),
            human: z.int().nullable(),
            /** Days since; replies in own words of a hundred. */
            days: z.int(),
            ownWords: z.int(),
          })
          .nullable(),
      }),
    )
    .max(20),
  /** What the set asks of each call: the trainer's score, its age in days, replies in own words of a hundred. */
  score: z.int(),
  days: z.int(),
  ownWords: z.int(),
  /** The trainer who is signed in has this person's name: another one has to issue it. */
  own: z.boolean(),
  ready: z.boolean(),
});
export type CertificateNeeds = z.infer<typeof certificateNeeds>;
