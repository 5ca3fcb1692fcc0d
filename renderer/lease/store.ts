// Whether this desk may read now, for every room that shows patients.
import type { SessionState } from '#shared/contract/session.ts';
import { useSession } from '../app/session-store.ts';

const ended = (state: Pick<SessionState, 'lease'> | null): boolean => state?.lease.state === 'ended';
export const useLeaseEnded = (): boolean => useSession((s) => ended(s.state));
