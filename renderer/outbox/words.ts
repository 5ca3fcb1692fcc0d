// What a row of the queue is, and why it waits, as a person says it. Pure.
import type { QueuedRow } from '#shared/contract/outbox.ts';
import type { StatusValue } from '#shared/contract/status.ts';
import { hasText, t } from '../text/t.ts';

/** `Message`, `Addendum`, `Call to a clinician`; a kind that no sentence knows is an entry. */
export function whatOf(row: Pick<QueuedRow, 'type' | 'kind'>): string {
  if (row.type !== 'entry') return t(`outbox.type.${row.type}`);
  const key = `outbox.kind.${row.kind}`;
  return hasText(key) ? t(key) : t('outbox.type.entry');
}

/** Why a lane waits: what stops it, else that there is nobody to send to, else that it is on its way. */
export function whyWaiting(paused: string | null, backend: StatusValue['backend']['state'] | null): string {
  if (paused !== null) {
    const key = `outbox.why.${paused}`;
    return hasText(key) ? t(key) : t('outbox.why.paused', { code: paused });
  }
  if (backend === 'offline') return t('outbox.why.offline');
  if (backend === 'refused') return t('outbox.why.refused');
  if (backend === 'none') return t('outbox.why.none');
  return backend === 'online' ? t('outbox.why.sending') : t('outbox.why.unknown');
}
