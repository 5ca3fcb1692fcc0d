// Why it was sent back, by whom and when; until it is handed in again.
import type { ArticleDraftRow } from '#shared/contract/authoring.ts';
import { formatDate, formatTime } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Banner } from '../../ui/index.ts';

export function SentBack({ note, decided }: { note: string; decided: ArticleDraftRow['decided'] }) {
  const title =
    decided === null
      ? t('authoring.came-back')
      : t('authoring.came-back.by', {
          name: decided.by,
          date: formatDate(decided.at),
          time: formatTime(decided.at),
        });
  return (
    <Banner tone="amber" spoken={false} title={title}>
      {note}
    </Banner>
  );
}
