// What the status bar says of the read-lease (C10, C41): until when this desk reads, that it soon stops, that it has. Pure.
import type { LeaseState } from '#shared/contract/session.ts';
import { nearMs } from '#shared/domain/access/lease.ts';
import type { StatusLine } from '../status/sentences.ts';
import { formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';

/** Null: no lease, nothing to say. `now`: the desk's clock. */
export function leaseLine(lease: LeaseState | undefined, now: Date): StatusLine | null {
  if (lease === undefined || lease.state === 'none' || lease.until === null) return null;
  const time = formatTime(lease.until);
  const seen =
    lease.seenAt === null ? t('lease.seen.never') : t('lease.seen', { time: formatTime(lease.seenAt) });
  if (lease.state === 'ended' && lease.needsSignIn) {
    const text = t('lease.sign-in', { time });
    return {
      id: 'lease',
      tone: 'amber',
      text,
      spoken: t('lease.sign-in.band'),
      details: [t('lease.sign-in.band'), t('lease.ended.works'), seen],
    };
  }
  if (lease.state === 'ended') {
    const text = t('lease.ended', { time });
    return {
      id: 'lease',
      tone: 'amber',
      text,
      spoken: text,
      details: [t('lease.ended.what'), t('lease.ended.works'), seen],
    };
  }
  const near = Date.parse(lease.until) - now.getTime() <= nearMs;
  const text = t('lease.held', { time });
  return {
    id: 'lease',
    tone: near ? 'amber' : 'neutral',
    text,
    spoken: near ? t('lease.near') : null,
    details: [t(near ? 'lease.near.what' : 'lease.held.what'), seen],
  };
}
