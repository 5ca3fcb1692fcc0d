// Taking messages: drafts, the log, addenda (product.md 4a, C7, C38, C39).
import { z } from 'zod';
import {
  addendum,
  draft,
  draftFields,
  message,
  messageId,
  urgencies,
} from '#shared/domain/messages/message.ts';
import { dispositions, entry } from '#shared/domain/messages/entry.ts';
import { forCallers, instant, nothing, page, request, topic } from './kinds.ts';

export const syncStates = ['waiting', 'synced', 'quarantined'] as const;
export const messageRow = z.strictObject({
  id: messageId,
  accountId: z.string(),
  /** Its body can't be opened until the backend is reached (C10): names are empty. */
  closedBody: z.literal(true).optional(),
  patientName: z.string(),
  callerName: z.string(),
  reasonCode: z.string(),
  urgency: z.enum(urgencies),
  takenAt: z.string(),
  takenBy: z.string(),
  sync: z.enum(syncStates),
  /** Why the backend set it aside; null unless quarantined. */
  why: z.string().max(300).nullable(),
  hasEmergency: z.boolean(),
  addenda: z.int(),
  /** As it was saved last: rules that it breaks (complete.ts). */
  incomplete: z.boolean(),
  /** Where its dispatch stands; null = nothing is dispatched (it may wait until morning). */
  dispatch: z.enum(['manual', 'backend', 'accepted', 'ended']).nullable(),
  acceptedBy: z.string().max(160).nullable(),
  acceptedAt: z.string().nullable(),
  closed: z.boolean(),
  /** Two versions made from the same one wait for a person. */
  conflict: z.boolean(),
  /** Taken at another desk; this one holds a copy. */
  elsewhere: z.boolean(),
  repeats: messageId.nullable(),
});
export type MessageRow = z.infer<typeof messageRow>;
export const messageView = z.strictObject({
  message,
  addenda: z.array(z.strictObject({ addendum, sync: z.enum(syncStates) })),
  /** In the order in which they count here; attempts, raises, versions, acceptance. */
  entries: z.array(z.strictObject({ entry, sync: z.enum(syncStates), elsewhere: z.boolean() })),
  /** Urgency after every raise; never below the message's own. */
  urgency: z.enum(urgencies),
  /** Newest version's fields (the message's own when there is none) and what it lacks. */
  current: z.strictObject({ version: z.int(), fields: draftFields, incomplete: z.array(z.string()) }),
  /** Ids of version entries made from the same base as another one and not settled. */
  conflicts: z.array(z.uuid()),
  /** False again once it was raised to urgent or above after it was closed. */
  closed: z.boolean(),
  elsewhere: z.boolean(),
  sync: z.enum(syncStates),
  why: z.string().max(300).nullable(),
  syncedAt: z.string().nullable(),
});
export type MessageView = z.infer<typeof messageView>;
export const draftRow = z.strictObject({
  id: messageId,
  accountId: z.string(),
  /** For which practice it is has not been said: the account stands for nobody, and is not to be named. */
  practiceAsked: z.boolean(),
  /** The call it was opened on; null = taken on another phone. */
  callId: z.uuid().nullable(),
  patientName: z.string(),
  callerName: z.string(),
  /** Number to call back, as typed. */
  number: z.string(),
  /** As the draft has it; `emergency` also when the emergency card was ticked for it. */
  urgency: z.enum(urgencies).nullable(),
  reasonCode: z.string(),
  openedAt: z.string(),
  keptAt: z.string(),
  discardedAt: z.string().nullable(),
});
export type DraftRow = z.infer<typeof draftRow>;

export const messages = forCallers({
  /** Opens a draft; the id is made by the page when the form opens, so a repeated save is the same message. */
  open: request(
    z.strictObject({
      id: messageId,
      accountId: z.string().max(60),
      callId: z.uuid().nullable(),
      otherPhoneWhy: z.string().max(300).nullable(),
    }),
    draft,
    { effect: 'write', lease: 'free', audit: 'draft.open' },
  ),
  keep: request(z.strictObject({ id: messageId, fields: draftFields }), z.strictObject({ keptAt: instant }), {
    effect: 'write',
    lease: 'free',
    audit: null,
  }),
  draft: request(z.strictObject({ id: messageId }), draft, {
    effect: 'read',
    lease: 'free',
    audit: 'draft.read',
  }),
  drafts: request(nothing, z.array(draftRow), { effect: 'read', lease: 'free', audit: 'draft.list' }),
  /** Undo-able: the draft stays until the next day's clean-up. */
  discard: request(z.strictObject({ id: messageId, on: z.boolean() }), z.strictObject({}), {
    effect: 'write',
    lease: 'free',
    audit: 'draft.discard',
  }),
  /** Answers only after the commit (C38). A repeat with the same id answers what was saved the first time. */
  save: request(
    z.strictObject({
      id: messageId,
      fields: draftFields,
      /** Save although rules are broken: the message says so until a version mends it. */
      incomplete: z.boolean().default(false),
    }),
    z.strictObject({ id: messageId, savedAt: instant, seq: z.int() }),
    { effect: 'write', lease: 'free', audit: 'message.save' },
  ),
  list: page(
    z.strictObject({
      accountId: z.string().max(60).nullable(),
      /** `open`: dispatched, nobody has accepted it, not closed; `waiting`: not at the backend; `attention`: incomplete, set aside, conflict. */
      filter: z.enum(['all', 'open', 'waiting', 'attention']).default('all'),
    }),
    messageRow,
    { audit: 'message.list', lease: 'free' },
  ),
  /** Opens a draft for a new version of a saved message; its verbatim words stay as they are. */
  revise: request(z.strictObject({ id: messageId, messageId }), draft, {
    effect: 'write',
    lease: 'free',
    audit: 'message.revise',
  }),
  /** Two versions of one base: which one counts. Both stay. */
  settle: request(
    z.strictObject({ id: z.uuid(), messageId, entryId: z.uuid(), why: z.string().trim().min(3).max(300) }),
    z.strictObject({ at: instant }),
    { effect: 'write', lease: 'free', audit: 'message.settle' },
  ),
  /** Raises urgency of a saved message (never lowers it). */
  raise: request(
    z.strictObject({ id: z.uuid(), messageId, to: z.enum(urgencies), note: z.string().max(300) }),
    z.strictObject({ at: instant }),
    { effect: 'write', lease: 'free', audit: 'message.raise' },
  ),
  /** M22 */
  close: request(
    z.strictObject({
      id: z.uuid(),
      messageId,
      disposition: z.enum(dispositions),
      openReason: z.string().max(600),
    }),
    z.strictObject({ at: instant }),
    { effect: 'write', lease: 'free', audit: 'message.close' },
  ),
  /** M23: messages of the last 24 h that seem to be about the same patient, for the form to offer. */
  earlier: request(
    z.strictObject({
      id: messageId,
      patientName: z.string().max(160),
      patientBirthDate: z.string().max(10),
      number: z.string().max(40),
    }),
    z.array(messageRow).max(10),
    { effect: 'read', lease: 'free', audit: 'message.earlier' },
  ),
  read: request(z.strictObject({ id: messageId }), messageView, {
    effect: 'read',
    lease: 'free',
    audit: 'message.read',
  }),
  addendum: request(
    z.strictObject({ id: messageId, messageId, text: z.string().min(1).max(4000) }),
    z.strictObject({ id: messageId, savedAt: instant, seq: z.int() }),
    { effect: 'write', lease: 'free', audit: 'message.addendum' },
  ),
  changed: topic(),
});
