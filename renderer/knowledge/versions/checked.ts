// Who checked a version, and when, as far as this computer was told: the day on which it came here is another one. Pure.
import type { VersionRow } from '#shared/contract/knowledge.ts';
import { formatDate } from '../../text/format.ts';
import { t } from '../../text/t.ts';

/** null = nobody did. `now`: an instant; the year is left out while it is this one. */
export function checkedWords(
  { verifiedBy, verifiedOn }: Pick<VersionRow, 'verifiedBy' | 'verifiedOn'>,
  now: string,
): string | null {
  if (verifiedBy === null) return null;
  return verifiedOn === null
    ? t('knowledge.hit.checked', { name: verifiedBy })
    : t('knowledge.versions.checked', { name: verifiedBy, date: formatDate(verifiedOn, { now }) });
}
