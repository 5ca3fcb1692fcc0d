// Acts at the record other than appointments (rows 4 to 6, 10, 12, 13, 22): what can be done here and how, begin, how it
// stands, again, withdraw. An act has an id of the page's own and is kept in the vault before anything is sent: sent
// again it is never done twice, and it waits while the record is away.
import { z } from 'zod';
import { act, actKinds, recordId } from '../domain/acts/act.ts';
import { hows, whys } from '../domain/acts/how.ts';
import { level } from '../domain/disclosure/facts.ts';
import { type ErrorCode, errorCodes } from '../domain/errors.ts';
import { messageId } from '../domain/messages/message.ts';
import { instant, nothing, request, type Role, topic } from './kinds.ts';

/** Trainers work with made-up people only. */
const roles: readonly Role[] = ['agent', 'after-hours', 'nurse', 'supervisor'];
const surfaces = ['main', 'panel'] as const;
const common = { roles, surfaces };

const about = { contextId: z.uuid(), patientId: recordId };
const actId = z.uuid();
const kind = z.enum(actKinds);
const code = z.enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]]);

/**
 * - `queued`: kept, and sent as soon as the record answers; `sending`: under way; `done`: the record holds it;
 * - `refused`: the record said no (`code`), nothing was done; `conflict`: somebody changed it meanwhile, nothing overwritten;
 * - `open`: the record holds something else than was asked for (`differences`): a person looks;
 * - `withdrawn`: taken back before it was sent; `message`: a message of the log stands in for it; `settled`: closed by a person.
 */
export const actStates = [
  'queued',
  'sending',
  'done',
  'refused',
  'conflict',
  'open',
  'withdrawn',
  'message',
  'settled',
] as const;

/** An insurer's answer: what it says, and when it was read. Never a promise to pay. */
const answer = z.strictObject({
  /** When the desk asked last. */
  asOf: instant,
  /** Null = there is none yet. */
  said: z
    .strictObject({
      at: z.string().max(40).nullable(),
      outcome: z.enum(['queued', 'complete', 'error', 'partial', 'unknown']),
      disposition: z.string().max(300).nullable(),
      inForce: z.boolean().nullable(),
    })
    .nullable(),
});
export const actRow = z.strictObject({
  actId,
  ...about,
  kind,
  at: instant,
  state: z.enum(actStates),
  /** As what it is sent; `message` when it never could be. */
  how: z.enum(hows),
  why: z.enum(whys),
  /** It may have arrived: it can't be withdrawn any more. */
  perhaps: z.boolean(),
  /** Why it waits, or why it was refused. */
  code: code.nullable(),
  /** The desk was ended while it was under way; it was gone on with. */
  resumed: z.boolean(),
  /** Row 5: insurance that nobody verified yet. */
  unverified: z.boolean(),
});
export type ActRow = z.infer<typeof actRow>;
export const actView = actRow.extend({
  /** As it was asked for. */
  act,
  doneAt: instant.nullable(),
  /** Where it stands in the record. */
  record: z.strictObject({ type: z.string().max(64), id: recordId }).nullable(),
  /** Fields that the record holds otherwise; with `open`. */
  differences: z.array(z.string().max(64)).max(20),
  /** The message that stands in for it, or that was taken beside it. */
  messageId: messageId.nullable(),
  /** `told`: the record knows it too. */
  verified: z
    .strictObject({ reference: z.string().max(80), by: z.string().max(200), at: instant, told: z.boolean() })
    .nullable(),
  answer: answer.nullable(),
});
export type ActView = z.infer<typeof actView>;

export const offeredAct = z.strictObject({
  kind,
  how: z.enum(hows),
  why: z.enum(whys),
  /** The evidence that it takes; null = never, for this role or this caller. */
  level: level.nullable(),
  /** What stands against it now, such as `not-verified`; null = it can be done. */
  against: code.nullable(),
});
export type OfferedAct = z.infer<typeof offeredAct>;

export const acts = {
  /** Every kind of act, as what it would be done here, and what stands against it. Asks the record once what it takes. */
  offered: request(z.strictObject(about), z.array(offeredAct).max(actKinds.length), {
    ...common,
    effect: 'remote',
    audit: 'acts.offered',
  }),
  /**
   * Kept first, then sent; goes on when the page is gone and when the record comes back. The same `actId` again answers
   * how it stands. `incomplete`: the form lacks something (`actProblems`); `ehr-unsupported`: neither the act nor a task
   * can be written here, use `message`.
   */
  begin: request(z.strictObject({ ...about, actId, accountId: z.string().max(60), act }), actView, {
    ...common,
    effect: 'remote',
    audit: 'acts.begin',
  }),
  /** The acts of this call and patient, newest first; also after a reload or a restart. */
  standing: request(z.strictObject(about), z.array(actView).max(50), {
    ...common,
    effect: 'read',
    audit: 'acts.standing',
  }),
  /** All of this desk that wait or that a person has to look at, oldest first; ids, codes and times only. */
  open: request(nothing, z.array(actRow).max(100), { ...common, effect: 'read', audit: 'acts.open' }),
  /** Sends what waits, or what was refused or met a conflict, once more; never twice. `task`: as a task this time. */
  again: request(z.strictObject({ ...about, actId, as: z.enum(['same', 'task']) }), actView, {
    ...common,
    effect: 'remote',
    audit: 'acts.again',
  }),
  /** Takes back what was not sent yet. `act-sent`: it may be at the record. */
  withdraw: request(z.strictObject({ ...about, actId }), actRow, {
    ...common,
    effect: 'write',
    audit: 'acts.withdraw',
  }),
  /** A person has settled it elsewhere: it leaves the list. Asks for no evidence, so that it can be done after the call. */
  settle: request(z.strictObject({ ...about, actId }), actRow, {
    ...common,
    effect: 'write',
    audit: 'acts.settle',
  }),
  /** Row 5: verified with the payer, under its reference or, when that is empty, by the person who sits here. */
  verify: request(z.strictObject({ ...about, actId, reference: z.string().trim().max(80) }), actView, {
    ...common,
    effect: 'remote',
    audit: 'acts.verify',
  }),
  /** Looks whether the insurer has answered a benefit request. */
  poll: request(z.strictObject({ ...about, actId }), actView, {
    ...common,
    effect: 'remote',
    audit: 'acts.poll',
  }),
  /**
   * The act as a message of the log, saved as incomplete where rules of messages are still broken; what was waiting is not
   * sent any more. `lines` are the sentences of `actLines(act)`, one each and in that order. Needs no `begin` before.
   */
  message: request(
    z.strictObject({
      ...about,
      actId,
      accountId: z.string().max(60),
      messageId,
      act,
      lines: z.array(z.string().trim().min(1).max(2400)).max(20),
      patientName: z.string().trim().max(160),
      patientBirthDate: z.union([z.literal(''), z.iso.date()]),
      /** Why there is no call on this desk; null when there is one. */
      otherPhoneWhy: z.string().trim().max(300).nullable(),
    }),
    z.strictObject({
      messageId,
      savedAt: instant,
      /** The lines were longer than the field: they end in an ellipsis. */
      cut: z.boolean(),
      view: actView,
    }),
    { ...common, effect: 'write', audit: 'acts.message' },
  ),
  /** Ids are act ids: read `standing` or `open` again. */
  changed: topic(['main', 'panel']),
};
