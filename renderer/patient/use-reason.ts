// What the call or the draft in hand is about, as the desk has it: the matrix asks for it (C18). Null = not stated yet.
import { isReasonCode, type ReasonCode } from '#shared/domain/accounts/reason.ts';
import { useCallsStore } from '../calls/store.ts';
import { useDraft } from '../messages/draft-store.ts';

export function useReason(contextId: string): ReasonCode | null {
  const ofCall = useCallsStore((s) => s.calls.find((c) => c.id === contextId)?.reasonCode ?? null);
  const draft = useDraft(contextId);
  const ofDraft = draft.phase === 'open' ? draft.fields.reasonCode : '';
  const stated = ofCall ?? ofDraft;
  return isReasonCode(stated) ? stated : null;
}
