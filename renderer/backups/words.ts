// How a backup's time and size are written: one way on every page.
import type { BackupView } from '#shared/contract/backups.ts';
import { formatDate, formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import '../text/late/backups.ts';

export const whenOf = (iso: string): string => `${formatDate(iso, { weekday: true })} ${formatTime(iso)}`;
export const nameOf = ({ madeAt }: BackupView): string =>
  madeAt === null ? t('backups.state.damaged') : t('backups.repair.backup', { when: whenOf(madeAt) });
/** Megabytes with one digit: a desk's vault has some tens. */
export const sizeOf = ({ bytes }: BackupView): string =>
  bytes === 0 ? '–' : `${(bytes / 1e6).toFixed(1)} MB`;
/** Whether a restore may begin with it. */
export const isUsable = ({ state, madeAt }: BackupView): boolean =>
  madeAt !== null && state !== 'damaged' && state !== 'foreign';
