// What a person sends to who owns an article (a flag, a question): kept here at once, told when this computer is connected. The
// sentence says which of the two it is now. From the practice desk nothing is ever sent, and the sentence says that.
import type { StatusValue } from '#shared/contract/status.ts';
import { useDeskSlots } from '../app/slots.ts';
import { useStatus } from '../status/store.ts';
import { t } from '../text/t.ts';

export type Way = 'goes' | 'waits' | 'stays';
/** Pure: only a backend that answers takes it now; `practice`: this is the practice desk, whose vault has no backend. */
export const wayOf = (status: Pick<StatusValue, 'backend'> | null, practice: boolean): Way =>
  practice ? 'stays' : status?.backend.state === 'online' ? 'goes' : 'waits';

export function useWay(): Way {
  const practice = useDeskSlots() !== null;
  return useStatus((s) => wayOf(s.value, practice));
}

/** What the button says that sends or keeps it. */
export const sendText = (what: 'flag' | 'ask', way: Way): string =>
  t(
    way === 'stays'
      ? 'knowledge.keep.practice'
      : way === 'goes'
        ? `knowledge.${what}.send`
        : `knowledge.${what}.keep`,
  );

export const sentText = (what: 'flag' | 'ask', way: Way): string => t(`knowledge.${what}.sent.${way}`);
