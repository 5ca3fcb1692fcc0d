// What a person sends to who owns an article (a flag, a question): kept here at once, told when this computer is connected. The
// sentence says which of the two it is now.
import type { StatusValue } from '#shared/contract/status.ts';
import { useStatus } from '../status/store.ts';
import { t } from '../text/t.ts';

export type Way = 'goes' | 'waits';
/** Pure: only a backend that answers takes it now. */
export const wayOf = (status: StatusValue | null): Way =>
  status?.backend.state === 'online' ? 'goes' : 'waits';

export const useWay = (): Way => useStatus((s) => wayOf(s.value));

export const sentText = (what: 'flag' | 'ask', way: Way): string => t(`knowledge.${what}.sent.${way}`);
