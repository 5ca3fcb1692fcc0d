// The patient room's bridge: candidates by number or name, facts compared by the desk, cards after two facts (C18, C19).
// A context is the call, or the message's draft when the call came in on another phone.
import { z } from 'zod';
import { reasonCode } from '../domain/accounts/reason.ts';
import { askedFact, fact, furtherFacts, level } from '../domain/disclosure/facts.ts';
import { scopes } from '../domain/disclosure/scope.ts';
import { callers, whyCodes } from '../domain/disclosure/who.ts';
import { differences, fits, standings } from '../domain/finding/kinds.ts';
import { type ErrorCode, errorCodes } from '../domain/errors.ts';
import { cardName, cardView, identityNumbers } from '../domain/patient/card.ts';
import { instant, request, type Role, topic } from './kinds.ts';

/** Trainers work with made-up people only. */
const roles: readonly Role[] = ['agent', 'after-hours', 'nurse', 'supervisor'];
const surfaces = ['main', 'panel'] as const;
const common = { roles, surfaces };

const contextId = z.uuid();
/** A FHIR id. */
const patientId = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/);
const stated = z.string().trim().min(1).max(200);

/** How far a panel was told: `seen` counts up with each answer of the record. */
export const panelPlace = z.strictObject({ panel: z.uuid(), seen: z.int().min(0) });
const errorCode = z.enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]]);

/** All that shows of a record before two facts are ticked. */
const met = z.strictObject({
  patientId,
  preferredName: z.string().max(300),
  language: z.string().max(300).nullable(),
  interpreterNeeded: z.boolean(),
});
/** Several candidates are a list, one is still only a candidate. Beside the name: kinds of things, never their values. */
export const candidate = met.extend({
  why: z.enum(['number', 'name', 'name-and-birth-date']),
  /** 1 = most likely; those that are as likely as each other share a rank. */
  rank: z.int().min(1).max(20),
  fits: z.array(z.enum(fits)).max(fits.length),
  differs: z.array(z.enum(differences)).max(differences.length),
  /** Of a restricted record always `active`: no more is said of it. */
  standing: z.enum(standings),
  /** One of twins or more: the full name must be one of the two facts. */
  twin: z.boolean(),
  /** Another one listed has the same name and birth date: perhaps one person registered twice. */
  double: z.boolean(),
  /** What was found is an older record; it was merged into this one. */
  throughMerged: z.boolean(),
  /** Known from what this desk keeps; the record did not name this person just now. */
  kept: z.boolean(),
});
export type Candidate = z.infer<typeof candidate>;

export const factState = z.strictObject({
  fact,
  /** `wrong` = compared and not matched, may be asked again while wrong answers are left. */
  state: z.enum(['open', 'matched', 'wrong']),
  at: instant.nullable(),
});

/** As `factState`, of the third factors that the panel needn't ask for. */
export const furtherFactState = factState.extend({ fact: z.enum(furtherFacts) });

/** C20. What this caller may hear: a scope, the reasons as codes, and what is said instead. Never what is on file. */
export const hearing = z.strictObject({
  caller: z.enum(callers),
  scope: z.enum(scopes),
  why: z.array(z.enum(whyCodes)).max(whyCodes.length),
  say: z.enum(['neither-confirm-nor-deny']).nullable(),
});
export type Hearing = z.infer<typeof hearing>;

/** `wholeMemberId` is shown whole, the others by their last four: no more of them leaves the desk (C18). */
export const maskedNumbers = [...identityNumbers, 'wholeMemberId'] as const;
export const revealReasons = [
  'identify-with-payer',
  'eligibility-or-claim',
  'records-release',
  'correct-record',
  'caller-reads-it-back',
] as const;

export const patient = {
  /** Candidates, never a match. By the caller's number, or by what the caller said. */
  candidates: request(
    z
      .strictObject({
        callId: contextId.nullable(),
        number: z.string().trim().max(40).optional(),
        name: z.string().trim().max(160).optional(),
        /** As typed: 5/12/1961, 12 May 1961, 1961-05-12. */
        birthDate: z.string().trim().max(40).optional(),
      })
      .refine((i) => Boolean(i.number) || Boolean(i.name), 'a number or a name'),
    z.strictObject({
      candidates: z.array(candidate).max(20),
      /** There are more than are shown: ask for more of the name, or the birth date. */
      more: z.boolean(),
      unreadable: z.int().min(0),
      from: z.enum(['server', 'cache']),
    }),
    { ...common, effect: 'remote', audit: 'patient.candidates' },
  ),
  /** Puts one candidate up for verification on this call; replaces another one. */
  choose: request(z.strictObject({ contextId, patientId }), z.strictObject({ at: instant }), {
    ...common,
    effect: 'write',
    audit: 'patient.choose',
  }),
  unchoose: request(z.strictObject({ contextId }), z.strictObject({ at: instant }), {
    ...common,
    effect: 'write',
    audit: 'patient.unchoose',
  }),
  /**
   * Compares what the caller SAID with the record of the chosen patient; the answer never holds the record's value.
   * `unclear` (not readable as a date, too few letters) and `not-on-file` count neither way. Locked: `locked-facts` is
   * answered as `locked: true`, nothing is compared. `recordNumber`: the last four, or all of it. `calledBack`: the desk
   * looks at its own outgoing call, `stated` is not read; no such call, or to another number, is `unclear`.
   */
  check: request(
    z.strictObject({ contextId, patientId, fact: askedFact, stated }),
    z.strictObject({
      outcome: z.enum(['matched', 'not-matched', 'unclear', 'not-on-file', 'locked']),
      level,
      wrongLeft: z.int().min(0).max(3),
      locked: z.boolean(),
      from: z.enum(['server', 'cache']).nullable(),
    }),
    { ...common, effect: 'remote', audit: 'patient.check' },
  ),
  /** The evidence as it stands; also right after a restart. */
  verification: request(
    z.strictObject({ contextId }),
    z.strictObject({
      contextId,
      chosen: met.nullable(),
      chosenAt: instant.nullable(),
      facts: z.array(factState).length(4),
      level,
      /** When the present level was reached. */
      levelAt: instant.nullable(),
      wrongLeft: z.int().min(0).max(3),
      /** Some of those that are gone were given about this patient on other calls (24 hours). */
      wrongEarlier: z.boolean().optional(),
      locked: z.boolean(),
      /** Multiple birth: the full name must be one of the two facts. */
      nameNeeded: z.boolean(),
      furtherFacts: z.array(furtherFactState).length(furtherFacts.length).optional(),
      /** Absent while nobody said who is on the line: then it counts as the patient. */
      hearing: hearing.optional(),
      /** `patient`: by wrong answers on earlier calls about the same patient (24 hours). */
      lockedBy: z.enum(['call', 'patient']).nullable().optional(),
      /** When a lock by earlier calls ends; null for one by this call, which stays. */
      lockedUntil: instant.nullable().optional(),
    }),
    { ...common, effect: 'read', audit: 'patient.verification' },
  ),
  /**
   * Who is on the line (C20): decides what may be heard. For someone who is not the patient, `name` is their own name as
   * they say it; the desk compares it with who is on file. A name that is on file for nobody counts as a wrong answer
   * when somebody is. While it is asked, and when it can't be, nothing more is shown than before verification.
   */
  caller: request(
    z.strictObject({ contextId, patientId, caller: z.enum(callers), name: stated.nullable() }),
    z.strictObject({
      hearing,
      level,
      wrongLeft: z.int().min(0).max(3),
      locked: z.boolean(),
      from: z.enum(['server', 'cache']).nullable(),
    }),
    { ...common, effect: 'remote', audit: 'patient.caller' },
  ),
  /**
   * A masked number, for a reason, for half a minute: the page takes it away at `until`, when `patient.changed` is told
   * too. Always asked of the server, never kept. SSN, licence and passport come as their last four.
   */
  reveal: request(
    z
      .strictObject({
        contextId,
        patientId,
        number: z.enum(maskedNumbers),
        /** Row of the coverage card; for `wholeMemberId` only. */
        coverageId: patientId.optional(),
        /** What the call is about. */
        reason: reasonCode,
        why: z.enum(revealReasons),
      })
      .refine((i) => (i.number === 'wholeMemberId') === (i.coverageId !== undefined), 'coverageId'),
    z.strictObject({ value: z.string().max(120), whole: z.boolean(), until: instant }),
    { ...common, effect: 'remote', audit: 'patient.reveal' },
  ),
  /**
   * One card of the chosen patient. `fresh: false` answers from the cache when there is one (ask again with
   * `fresh: true` to renew it); `fresh: true` asks the server and falls back to the cache, marked stale.
   * Fails with `not-verified` below the needed level, `not-for-reason` when such a call needs nothing of it,
   * `not-for-caller` when the person on the line may not hear of it, `ehr-…` when nothing is cached either. `reason` is
   * what the call is about; without it the panel of before reasons were stated. Fields that are not shown are cut out
   * and named in `hidden`.
   */
  card: request(
    z.strictObject({
      contextId,
      patientId,
      card: cardName,
      fresh: z.boolean(),
      reason: reasonCode.nullable().optional(),
    }),
    cardView,
    { ...common, effect: 'remote', audit: 'patient.card' },
  ),
  /**
   * The whole panel of the chosen patient in one go. Without `after` it is started: at once come the cards that this desk
   * keeps (unless `fresh`), those that are not for the role (`not-for-role`) and, in `refused`, those that such a call, such
   * evidence or this caller is not shown; the others are asked of the record in one exchange. With `after` it waits until
   * more came, five seconds at most; go on until `waiting` is empty. A panel that the desk no longer knows is started anew.
   * Each card is asked of the matrix before it is fetched, and again when it is answered.
   */
  cards: request(
    z.strictObject({
      contextId,
      patientId,
      /** What the call is about; null = not stated yet. */
      reason: reasonCode.nullable(),
      fresh: z.boolean(),
      after: panelPlace.nullable().optional(),
    }),
    z.strictObject({
      ...panelPlace.shape,
      /** Those that came since `after`; a card that was kept comes again when the server answered. */
      cards: z.array(cardView).max(40),
      failed: z.array(z.strictObject({ card: cardName, code: errorCode, retryable: z.boolean() })).max(40),
      refused: z
        .array(
          z.strictObject({
            card: cardName,
            code: z.enum(['not-verified', 'not-for-reason', 'not-for-caller']),
          }),
        )
        .max(40),
      /** Asked of the server and not answered yet. */
      waiting: z.array(cardName).max(40),
    }),
    { ...common, effect: 'remote', audit: 'patient.cards' },
  ),
  /** Ids are context ids: choice, evidence or cards of that call changed. */
  changed: topic(['main', 'panel', 'compact']),
};
