// Where something that was saved is now, in words. A practice desk has no backend: what a role-play calls sent stays on it.
import type { MessageView } from '#shared/contract/messages.ts';
import { useSession } from '../app/session-store.ts';
import { t } from '../text/t.ts';

/** Asked while words are made; the desk that a page belongs to never changes. */
export const atPracticeDesk = (): boolean => useSession.getState().state?.practice === true;

export const syncWord = (sync: MessageView['sync']): string =>
  t(sync === 'synced' && atPracticeDesk() ? 'messages.sync.practice' : `messages.sync.${sync}`);
