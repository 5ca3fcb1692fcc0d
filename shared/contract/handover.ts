// Hand-over: between agents (each open urgent message is accepted by a named person) and in the morning, a batch per
// account, what could not be sent on top (product.md 4c, M22, C40).
import { z } from 'zod';
import { messageId, urgencies } from '#shared/domain/messages/message.ts';
import { forCallers, instant, nothing, request, topic } from './kinds.ts';

const openItem = z.strictObject({
  messageId,
  accountId: z.string(),
  patientName: z.string(),
  urgency: z.enum(urgencies),
  savedAt: instant,
  /** Where its ladder stands, in the words of `dispatchCard.state`. */
  dispatch: z.enum(['manual', 'backend', 'accepted', 'ended', 'none']),
  owner: z.string(),
  ownerId: z.string(),
});
export const batchRow = z.strictObject({
  messageId,
  takenAt: instant,
  patientName: z.string(),
  birthDate: z.string(),
  callerName: z.string(),
  callback: z.string(),
  reason: z.string(),
  urgency: z.enum(urgencies),
  verbatim: z.string(),
  incomplete: z.boolean(),
  sync: z.enum(['waiting', 'synced', 'quarantined']),
  accepted: z.string(),
  outcome: z.string(),
  takenBy: z.string(),
  /** `takenAt` on the account's own clock, its zone named. */
  localTime: z.string(),
  /** Urgent, and no clinician has it: stands on top of everything. */
  nobodyAccepted: z.boolean(),
  refusedName: z.boolean(),
  /** Code of M2; empty = not asked. */
  relation: z.string(),
  location: z.string(),
  /** Medicine, strength, what is left, pharmacy; empty = no refill asked for. */
  refill: z.string(),
  /** Groups of the red flags that were marked and not dismissed. */
  redFlags: z.string(),
  /** Who was tried, on the account's own clock, with what came of it. */
  attempts: z.string(),
});
export type BatchRow = z.infer<typeof batchRow>;
export const handover = forCallers({
  /** Open urgent messages and drafts that the person who leaves must give to somebody. */
  open: request(
    nothing,
    z.strictObject({
      items: z.array(openItem),
      drafts: z.int(),
      people: z.array(z.strictObject({ id: z.string(), name: z.string() })),
    }),
    { effect: 'read', audit: 'handover.open' },
  ),
  /** The named person accepts at this desk; writes one entry for each message. */
  accept: request(
    z.strictObject({
      ids: z
        .array(z.strictObject({ entryId: z.uuid(), messageId }))
        .min(1)
        .max(200),
      toPersonId: z.string().max(60),
      note: z.string().max(600),
    }),
    z.strictObject({ accepted: z.int(), at: instant }),
    { effect: 'write', audit: 'handover.accept' },
  ),
  /** Accounts with their batch of the night that ends at `forDate`'s hand-over time. */
  batches: request(
    z.strictObject({ forDate: z.iso.date().nullable() }),
    z.strictObject({
      forDate: z.iso.date(),
      accounts: z.array(
        z.strictObject({
          accountId: z.string(),
          at: instant,
          total: z.int(),
          unsent: z.int(),
          open: z.int(),
          deliveredAt: instant.nullable(),
        }),
      ),
    }),
    { effect: 'read', audit: 'handover.list' },
  ),
  /** `forPaper`: it is read to be printed, which its audit row says. */
  batch: request(
    z.strictObject({
      accountId: z.string().max(60),
      forDate: z.iso.date(),
      forPaper: z.boolean().optional(),
    }),
    z.strictObject({ rows: z.array(batchRow).max(500), from: instant, to: instant }),
    { effect: 'read', audit: 'handover.batch' },
  ),
  /** CSV by the host's dialog; formulas are made harmless. Null = cancelled. */
  exportCsv: request(
    z.strictObject({ accountId: z.string().max(60), forDate: z.iso.date() }),
    z.strictObject({ file: z.strictObject({ name: z.string().max(255), rows: z.int() }).nullable() }),
    { effect: 'remote', audit: 'handover.export', stepUp: true },
  ),
  /** The batch was given to the account (printed, exported, read out): one entry a message. */
  delivered: request(
    z.strictObject({
      batchId: z.uuid(),
      accountId: z.string().max(60),
      forDate: z.iso.date(),
      messageIds: z.array(messageId).min(1).max(500),
    }),
    z.strictObject({ at: instant }),
    { effect: 'write', audit: 'handover.delivered' },
  ),
  changed: topic(['main']),
});
