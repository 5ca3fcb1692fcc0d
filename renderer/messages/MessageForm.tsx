// A message while it is taken, in the order in which a call goes (product.md 4a). Nothing is lost by Escape, by another tab
// or by a reload; it counts as saved only when the desk says so (C38).
import { useEffect } from 'react';
import { readAccounts, useAccounts } from '../app/accounts.ts';
import { t } from '../text/t.ts';
import { Skeleton } from '../ui/index.ts';
import { loadDraft, useDraft } from './draft-store.ts';
import { FailureState } from './FailureState.tsx';
import { FormBody } from './form/FormBody.tsx';
import { MessageView } from './MessageView.tsx';
import './messages.css';
import './form/form.css';

export function MessageForm({ draftId }: { draftId: string }) {
  const draft = useDraft(draftId);
  const { accounts, failure } = useAccounts();
  useEffect(() => void loadDraft(draftId), [draftId]);
  if (draft.phase === 'saved') return <MessageView messageId={draftId} />;
  if (draft.phase === 'failed')
    return <FailureState failure={draft.failure} onRetry={() => void loadDraft(draftId)} />;
  const account =
    draft.phase === 'open' ? (accounts.find((a) => a.id === draft.fields.accountId) ?? null) : null;
  if (draft.phase === 'open' && account !== null)
    return <FormBody key={draftId} draftId={draftId} draft={draft} account={account} />;
  if (failure !== null) return <FailureState failure={failure} onRetry={() => void readAccounts()} />;
  return <Skeleton lines={5} label={t('messages.loading')} />;
}
