// Opens a message (F8, the palette, the call's card). Its id is made here, once: whatever is repeated after that is the same
// message (C38). One call has one draft in hand: asked again, the one there is comes back.
import { uuidv7 } from 'uuidv7';
import type { DraftFields, Urgency } from '#shared/domain/messages/message.ts';
import { fail, type Result } from '#shared/domain/result.ts';
import { useDeskView } from '../app/desk-store.ts';
import { careline } from '../bridge/index.ts';
import { markOpened } from './opened.ts';
import { changeDraft, dropDraft, holdDraft, holdSaved } from './draft-store.ts';
import { withEarlier } from './repeat.ts';
import { withPracticeAsked } from './rules.ts';

export interface DraftStart {
  /** Null: of the only account there is; where there are several the form asks for whom (M1). */
  accountId: string | null;
  callId: string | null;
  /** Why there is no call on this desk (M1); may be empty and is then asked for in the form. */
  otherPhoneWhy?: string | null;
}
/** Long enough for a desk that restarts. */
const sure = { sureWithin: 15_000 };

/** Shows the form at once in its place and answers the draft's id. */
export async function startDraft({
  accountId,
  callId,
  otherPhoneWhy,
}: DraftStart): Promise<Result<{ draftId: string }>> {
  const there = callId === null ? null : await draftOfCall(callId);
  if (there !== null) {
    showDraft(there, callId);
    return { ok: true, value: { draftId: there } };
  }
  const accounts = accountId === null ? await accountIds() : [accountId];
  const [account] = accounts;
  if (account === undefined) return fail('desk-unavailable', 'accounts');
  const id = uuidv7();
  const opened = await careline.messages.open(
    { id, accountId: account, callId, otherPhoneWhy: callId === null ? (otherPhoneWhy ?? '') : null },
    sure,
  );
  if (!opened.ok) return opened;
  holdDraft(opened.value);
  if (callId === null && accounts.length > 1) changeDraft(id, withPracticeAsked);
  showDraft(id, callId);
  return { ok: true, value: { draftId: id } };
}

/** A new version of a saved message, in its place; the words stay as they are. */
export async function reviseMessage(messageId: string): Promise<Result<{ draftId: string }>> {
  const opened = await careline.messages.revise({ id: uuidv7(), messageId }, sure);
  if (!opened.ok) return opened;
  holdDraft(opened.value);
  showDraft(opened.value.id, null);
  return { ok: true, value: { draftId: opened.value.id } };
}

/** A second call about a saved message (M23): a message of its own, linked to it. */
export async function startSecondCall(earlier: {
  id: string;
  fields: DraftFields;
  urgency: Urgency;
}): Promise<Result<{ draftId: string }>> {
  const call = useDeskView.getState().centre;
  const started = await startDraft({
    accountId: earlier.fields.accountId,
    callId: call.kind === 'call' ? call.callId : null,
  });
  if (started.ok) changeDraft(started.value.draftId, (now) => withEarlier(now, earlier));
  return started;
}

async function accountIds(): Promise<string[]> {
  const accounts = await careline.accounts.list();
  return accounts.ok ? accounts.value.map((each) => each.id) : [];
}

async function draftOfCall(callId: string): Promise<string | null> {
  const drafts = await careline.messages.drafts();
  if (!drafts.ok) return null;
  return drafts.value.find((d) => d.callId === callId && d.discardedAt === null)?.id ?? null;
}

/** Beside the call while one is in hand, else in the centre. A draft without a call is its own context. */
export function showDraft(draftId: string, callId: string | null): void {
  markOpened(draftId);
  const view = useDeskView.getState();
  // A call in hand keeps the centre, whoever the draft is for.
  if (view.centre.kind === 'call') {
    view.setContext({ draftId });
    view.setRightTab('message');
    return;
  }
  view.setContext({ draftId, contextId: callId ?? draftId, ...(callId === null ? { number: null } : {}) });
  view.show({ kind: 'draft', draftId });
}

/** A saved message: in the centre, or beside the call that is in hand. */
export function showMessage(messageId: string): void {
  const view = useDeskView.getState();
  if (view.centre.kind !== 'call') return view.show({ kind: 'message', messageId });
  holdSaved(messageId);
  view.setContext({ draftId: messageId });
  view.setRightTab('message');
}

/** Takes the form off the screen; what it showed stays where it was put. */
export function closeDraft(draftId: string): void {
  const view = useDeskView.getState();
  dropDraft(draftId);
  if (view.draftId === draftId) view.setContext({ draftId: null });
  if (view.contextId === draftId) view.setContext({ contextId: null });
  if (view.centre.kind === 'draft' && view.centre.draftId === draftId) view.show({ kind: 'none' });
}
