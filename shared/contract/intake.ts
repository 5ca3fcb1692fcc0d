// A new patient (row 21): who may be on file already, the record made at most once, and the message to the intake coordinator
// where the record takes no new patients or is away.
import { z } from 'zod';
import { type ErrorCode, errorCodes } from '../domain/errors.ts';
import { likelihoods } from '../domain/finding/duplicates.ts';
import { newPerson, notSameReasons } from '../domain/finding/intake.ts';
import { standings } from '../domain/finding/kinds.ts';
import { messageId } from '../domain/messages/message.ts';
import { instant, request, type Role } from './kinds.ts';

/** Trainers work with made-up people only. */
const roles: readonly Role[] = ['agent', 'after-hours', 'nurse', 'supervisor'];
const common = { roles, surfaces: ['main', 'panel'] as const };

const contextId = z.uuid();
const patientId = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/);
const code = z.enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]]);

/** What shows of anyone before verification, and how alike; never which of the facts agree. */
export const possibleDuplicate = z.strictObject({
  patientId,
  preferredName: z.string().max(300),
  language: z.string().max(300).nullable(),
  interpreterNeeded: z.boolean(),
  likelihood: z.enum(likelihoods),
  /** Of a restricted record always `active`. */
  standing: z.enum(standings),
  twin: z.boolean(),
});
export type PossibleDuplicate = z.infer<typeof possibleDuplicate>;
const possible = z.array(possibleDuplicate).max(10);

export const intakeOutcome = z.discriminatedUnion('kind', [
  /** Read back; `differs`: what the record holds otherwise than was said. `again`: it stood there from an earlier sending. */
  z.strictObject({
    kind: z.literal('created'),
    patientId,
    /** When it was read back. */
    at: instant,
    again: z.boolean(),
    differs: z.array(z.enum(['name', 'birth-date', 'phone'])),
  }),
  /** Somebody alike nobody spoke about: nothing was sent. */
  z.strictObject({ kind: z.literal('duplicates'), possible }),
  /** Nobody else alike among those who could be compared, but not all could, and nobody was told yet: nothing was sent. */
  z.strictObject({ kind: z.literal('part'), more: z.boolean(), unreadable: z.int().min(0) }),
  /** The record takes no new patients (`unsupported`), or could not be looked through (`away`): nothing was sent. */
  z.strictObject({ kind: z.literal('message'), why: z.enum(['unsupported', 'away']), code: code.nullable() }),
  /** Sent, and whether it arrived isn't known: the same `intakeId` once more is safe. */
  z.strictObject({ kind: z.literal('unconfirmed'), code }),
  z.strictObject({ kind: z.literal('refused'), code }),
]);
export type IntakeOutcome = z.infer<typeof intakeOutcome>;

const lookAnswer = z.strictObject({
  /** The likeliest first. */
  possible,
  /** There may be more than were looked at. */
  more: z.boolean(),
  unreadable: z.int().min(0),
  /** Whether the record takes a new patient from here. */
  mayCreate: z.enum(['yes', 'no', 'unknown']),
});

export const intake = {
  /** Fails with `ehr-…` when the record can't be looked through: then only a message is left. */
  look: request(z.strictObject({ contextId, person: newPerson }), lookAnswer, {
    ...common,
    effect: 'remote',
    audit: 'intake.look',
  }),
  /**
   * Looks once more, then creates with an identifier of ours (`intakeId`): the same again makes no second record. Whoever is
   * as alike as `possible` must be in `notSame`, with the reason.
   */
  create: request(
    z.strictObject({
      contextId,
      intakeId: z.uuid(),
      person: newPerson,
      notSame: z.array(z.strictObject({ patientId, reason: z.enum(notSameReasons) })).max(100),
      /** The agent was told that not everybody could be compared (`more`, `unreadable`), and goes on. */
      partSeen: z.boolean().default(false),
    }),
    intakeOutcome,
    { ...common, effect: 'remote', audit: 'intake.create' },
  ),
  /** What was said as a message to intake, saved at once; `lines` are the sentences of `intakeLines(person)`, in that order. */
  message: request(
    z.strictObject({
      contextId,
      accountId: z.string().max(60),
      messageId,
      person: newPerson,
      lines: z.array(z.string().trim().min(1).max(600)).max(20),
      /** Why there is no call on this desk; null when there is one. */
      otherPhoneWhy: z.string().trim().max(300).nullable(),
    }),
    z.strictObject({ messageId, savedAt: instant, cut: z.boolean() }),
    { ...common, effect: 'write', audit: 'intake.message' },
  ),
};
