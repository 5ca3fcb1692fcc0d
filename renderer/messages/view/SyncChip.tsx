// Where a message is now: on this computer only, at the backend, or set aside there; in practice always here.
import { CheckCheck, HardDriveDownload, OctagonAlert } from 'lucide-react';
import type { MessageView } from '#shared/contract/messages.ts';
import { t } from '../../text/t.ts';
import { Chip } from '../../ui/index.ts';
import { secondsThere } from '../clock-words.ts';
import { atPracticeDesk } from '../kept-where.ts';

export function SyncChip({
  sync,
  savedAt,
  zone,
  syncedAt,
}: {
  sync: MessageView['sync'];
  savedAt: string;
  /** Of the practice. */
  zone: string;
  syncedAt: string | null;
}) {
  switch (sync) {
    case 'waiting':
      return (
        <Chip tone="amber" icon={HardDriveDownload}>
          {t('messages.saved', { time: secondsThere(savedAt, zone) })}
        </Chip>
      );
    case 'synced':
      return (
        <Chip tone="green" icon={CheckCheck}>
          {atPracticeDesk()
            ? t('messages.synced.practice')
            : syncedAt === null
              ? t('messages.synced.sometime')
              : t('messages.synced', { time: secondsThere(syncedAt, zone) })}
        </Chip>
      );
    case 'quarantined':
      return (
        <Chip tone="red" icon={OctagonAlert}>
          {t('messages.quarantined')}
        </Chip>
      );
  }
}
