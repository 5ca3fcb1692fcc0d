// Where a message is now: on this computer only, at the backend, or set aside there.
import { CheckCheck, HardDriveDownload, OctagonAlert } from 'lucide-react';
import type { MessageView } from '#shared/contract/messages.ts';
import { formatTimeSeconds } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Chip } from '../../ui/index.ts';

export function SyncChip({
  sync,
  savedAt,
  syncedAt,
}: {
  sync: MessageView['sync'];
  savedAt: string;
  syncedAt: string | null;
}) {
  switch (sync) {
    case 'waiting':
      return (
        <Chip tone="amber" icon={HardDriveDownload}>
          {t('messages.saved', { time: formatTimeSeconds(savedAt) })}
        </Chip>
      );
    case 'synced':
      return (
        <Chip tone="green" icon={CheckCheck}>
          {syncedAt === null
            ? t('messages.synced.sometime')
            : t('messages.synced', { time: formatTimeSeconds(syncedAt) })}
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
