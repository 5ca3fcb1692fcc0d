// A message that was just saved from what is done at the record. Beside a call it stands at the right; caller and form stay in
// view.
import { useDeskView } from './desk-store.ts';

export function openMessage(messageId: string): void {
  const view = useDeskView.getState();
  if (view.centre.kind === 'call') {
    view.setContext({ draftId: messageId });
    view.setRightTab('message');
  } else view.show({ kind: 'message', messageId });
}
