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
import { instant, nothing, page, request, topic } from './kinds.ts';

export const syncStates = ['waiting', 'synced', 'quarantined'] as const;
export const messageRow = z.strictObject({
  id: messageId,
  accountId: z.string(),
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
});
export type MessageRow = z.infer<typeof messageRow>;
export const messageView = z.strictObject({
  message,
  addenda: z.array(z.strictObject({ addendum, sync: z.enum(syncStates) })),
  sync: z.enum(syncStates),
  why: z.string().max(300).nullable(),
  syncedAt: z.string().nullable(),
});
export type MessageView = z.infer<typeof messageView>;
export const draftRow = z.strictObject({
  id: messageId,
  accountId: z.string(),
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

export const messages = {
  /** Opens a draft; the id is made by the page when the form opens, so a repeated save is the same message. */
  open: request(
    z.strictObject({
      id: messageId,
      accountId: z.string().max(60),
      callId: z.uuid().nullable(),
      otherPhoneWhy: z.string().max(300).nullable(),
    }),
    draft,
    { effect: 'write', audit: 'draft.open' },
  ),
  keep: request(z.strictObject({ id: messageId, fields: draftFields }), z.strictObject({ keptAt: instant }), {
    effect: 'write',
    audit: null,
  }),
  draft: request(z.strictObject({ id: messageId }), draft, { effect: 'read', audit: 'draft.read' }),
  drafts: request(nothing, z.array(draftRow), { effect: 'read', audit: 'draft.list' }),
  /** Undo-able: the draft stays until the next day's clean-up. */
  discard: request(z.strictObject({ id: messageId, on: z.boolean() }), z.strictObject({}), {
    effect: 'write',
    audit: 'draft.discard',
  }),
  /** Answers only after the commit (C38). A repeat with the same id answers what was saved the first time. */
  save: request(
    z.strictObject({ id: messageId, fields: draftFields }),
    z.strictObject({ id: messageId, savedAt: instant, seq: z.int() }),
    { effect: 'write', audit: 'message.save' },
  ),
  list: page(z.strictObject({ accountId: z.string().max(60).nullable() }), messageRow, {
    audit: 'message.list',
  }),
  read: request(z.strictObject({ id: messageId }), messageView, { effect: 'read', audit: 'message.read' }),
  addendum: request(
    z.strictObject({ id: messageId, messageId, text: z.string().min(1).max(4000) }),
    z.strictObject({ id: messageId, savedAt: instant, seq: z.int() }),
    { effect: 'write', audit: 'message.addendum' },
  ),
  changed: topic(),
};
