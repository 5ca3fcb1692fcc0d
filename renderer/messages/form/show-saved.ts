// After a save: the message takes the form's place, and what happened is said.
import { useDeskView } from '../../app/desk-store.ts';
import { t } from '../../text/t.ts';
import { announce } from '../../ui/index.ts';
import { secondsThere } from '../clock-words.ts';
import { dropDraft, holdSaved } from '../draft-store.ts';
import { markOpened } from '../opened.ts';

/** `messageId`: what is shown now; another one than the draft where a new version of a message was written. */
export function showSaved(draftId: string, savedAt: string, zone: string, messageId: string): void {
  // What was missing is missing no longer: those words go from where they were said.
  announce('', true);
  announce(t('messages.saved', { time: secondsThere(savedAt, zone) }));
  markOpened(messageId);
  const view = useDeskView.getState();
  if (view.contextId === draftId) view.setContext({ contextId: null });
  if (messageId !== draftId) {
    dropDraft(draftId);
    holdSaved(messageId);
  }
  // Beside a call the saved message stays in its tab; in the centre it takes the form's place.
  if (view.centre.kind !== 'draft' || view.centre.draftId !== draftId) {
    if (messageId !== draftId && view.draftId === draftId) view.setContext({ draftId: messageId });
    return;
  }
  if (view.draftId === draftId) view.setContext({ draftId: null });
  view.show({ kind: 'message', messageId });
}
