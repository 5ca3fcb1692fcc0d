// A voicemail leaves the list only when its message was saved: the draft's id is the message's, so the list of messages says
// when. Kept for this page's life; after a reload the voicemail simply stays claimed and can be ended again.
import { useWork } from '../work/store.ts';
import { act } from './store.ts';

export function waitForMessage(messageId: string, voicemailId: string): void {
  const stop = useWork.subscribe(({ messages, drafts }) => {
    if (messages.some((m) => m.id === messageId)) {
      stop();
      void act({ kind: 'voicemail-taken', voicemailId, messageId });
    } else if (drafts.some((d) => d.id === messageId && d.discardedAt !== null)) stop();
  });
}
