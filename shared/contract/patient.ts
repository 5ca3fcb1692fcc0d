// The patient room's bridge: candidates by number or name, facts compared by the desk, cards after two facts (C18, C19).
// A context is the call, or the message's draft when the call came in on another phone.
import { z } from 'zod';
import { fact, level } from '../domain/disclosure/facts.ts';
import { cardName, cardView } from '../domain/patient/card.ts';
import { instant, request, type Role, topic } from './kinds.ts';

/** Trainers work with made-up people only. */
const roles: readonly Role[] = ['agent', 'after-hours', 'nurse', 'supervisor'];
const surfaces = ['main', 'panel'] as const;
const common = { roles, surfaces };

const contextId = z.uuid();
/** A FHIR id. */
const patientId = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/);
const stated = z.string().trim().min(1).max(200);

/** All that shows before two facts are ticked. Several candidates are a list, one is still only a candidate. */
export const candidate = z.strictObject({
  patientId,
  preferredName: z.string().max(300),
  language: z.string().max(300).nullable(),
  interpreterNeeded: z.boolean(),
  why: z.enum(['number', 'name', 'name-and-birth-date']),
});
export type Candidate = z.infer<typeof candidate>;

export const factState = z.strictObject({
  fact,
  /** `wrong` = compared and not matched, may be asked again while wrong answers are left. */
  state: z.enum(['open', 'matched', 'wrong']),
  at: instant.nullable(),
});

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
   * answered as `locked: true`, nothing is compared.
   */
  check: request(
    z.strictObject({ contextId, patientId, fact, stated }),
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
      chosen: candidate.omit({ why: true }).nullable(),
      chosenAt: instant.nullable(),
      facts: z.array(factState).length(4),
      level,
      /** When the present level was reached. */
      levelAt: instant.nullable(),
      wrongLeft: z.int().min(0).max(3),
      locked: z.boolean(),
      /** Multiple birth: the full name must be one of the two facts. */
      nameNeeded: z.boolean(),
    }),
    { ...common, effect: 'read', audit: 'patient.verification' },
  ),
  /**
   * One card of the chosen patient. `fresh: false` answers from the cache when there is one (ask again with
   * `fresh: true` to renew it); `fresh: true` asks the server and falls back to the cache, marked stale.
   * Fails with `not-verified` below the needed level, `ehr-…` when nothing is cached either.
   */
  card: request(z.strictObject({ contextId, patientId, card: cardName, fresh: z.boolean() }), cardView, {
    ...common,
    effect: 'remote',
    audit: 'patient.card',
  }),
  /** Ids are context ids: choice, evidence or cards of that call changed. */
  changed: topic(['main', 'panel', 'compact']),
};
