// A message as it was taken: it never changes, what comes later is an addendum (C7). Whether it has reached the backend stands
// at its head, in words.
import { useEffect } from 'react';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';
import { t } from '../text/t.ts';
import { Banner, Skeleton } from '../ui/index.ts';
import { FailureState } from './FailureState.tsx';
import { Taken } from './view/Taken.tsx';
import { concerns, readView, useViewing } from './view-store.ts';
import './messages.css';
import './view/view.css';

export function MessageView({ messageId }: { messageId: string }) {
  const viewing = useViewing();
  const { view, failure } = viewing.id === messageId ? viewing : { view: null, failure: null };
  useEffect(() => void readView(messageId), [messageId]);
  useTopic(careline.messages.changed, ({ ids, resync }) => {
    if (resync === true || ids.length === 0 || concerns(view, ids)) void readView(messageId);
  });
  if (view === null)
    return failure === null ? (
      <Skeleton lines={5} label={t('messages.loading')} />
    ) : (
      <FailureState failure={failure} onRetry={() => void readView(messageId)} />
    );
  return (
    <>
      {failure !== null && <Banner tone="amber">{t('messages.view.stale')}</Banner>}
      <Taken key={messageId} view={view} />
    </>
  );
}
