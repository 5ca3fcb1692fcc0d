// The one sentence at the foot of the compact phone: of all that could be said, what matters most. Pure.
import type { StatusValue } from '#shared/contract/status.ts';
import type { DeskState } from '../bridge/index.ts';
import { formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';

export interface Foot {
  tone: 'red' | 'amber' | 'green' | 'neutral';
  text: string;
}

/** As the main page tells it: a lost connection is tried again by itself. */
export const hasStopped = ({ state, reason }: Pick<DeskState, 'state' | 'reason'>): boolean =>
  state === 'down' && reason !== null && reason !== 'connection-lost';

/** Without the desk nothing that was said of the network holds. One that said why it stopped does not come back by itself. */
export function footOf(
  status: StatusValue | null,
  desk: Pick<DeskState, 'state' | 'reason'>,
  /** Somebody must be phoned; without it what waits in the urgent lane only tells what was done. */
  toPhone = true,
): Foot {
  if (hasStopped(desk)) return { tone: 'red', text: t('compact.status.stopped') };
  if (desk.state !== 'running') return { tone: 'amber', text: t('compact.status.restarting') };
  if (status === null) return { tone: 'neutral', text: t('status.unread') };
  const { backend, sync } = status;
  // An urgent message that has reached nobody is told before anything about the network.
  if (sync.urgent > 0 && toPhone)
    return { tone: 'red', text: t('compact.status.urgent', { count: sync.urgent }) };
  if (sync.quarantined > 0)
    return { tone: 'red', text: t('compact.status.quarantined', { count: sync.quarantined }) };
  if (backend.state === 'refused') return { tone: 'red', text: t('status.refused') };
  if (backend.state === 'offline')
    return {
      tone: 'amber',
      text: t('compact.status.offline', { time: formatTime(backend.since ?? ''), waiting: sync.waiting }),
    };
  if (sync.waiting > 0) return { tone: 'amber', text: t('compact.status.waiting', { count: sync.waiting }) };
  if (backend.state === 'online') return { tone: 'green', text: t('compact.status.online') };
  return { tone: 'neutral', text: t(backend.state === 'none' ? 'status.none' : 'status.unknown') };
}
