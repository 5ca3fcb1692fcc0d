// What agents said of articles in the last 90 days, those that helped least first.
import { ThumbsDown, ThumbsUp } from 'lucide-react';
import { t } from '../../text/t.ts';
import { Icon } from '../../ui/index.ts';

interface Rating {
  articleId: string;
  title: string | null;
  version: number;
  helpful: number;
  not: number;
}
/** More of them say nothing more here. */
const mostShown = 8;

export function Ratings({ rows }: { rows: readonly Rating[] }) {
  const shown = rows.filter((row) => row.not > 0).slice(0, mostShown);
  if (shown.length === 0) return null;
  return (
    <section className="cl-authoring-ratings" aria-label={t('authoring.ratings')}>
      <h3 className="cl-section-head">{t('authoring.ratings')}</h3>
      <ul>
        {shown.map((row) => (
          <li key={`${row.articleId} ${row.version}`}>
            <span>{row.title ?? row.articleId}</span>
            <span className="cl-inline cl-detail">
              <Icon of={ThumbsDown} size={13} />
              {t('authoring.ratings.not', { count: row.not })}
              <Icon of={ThumbsUp} size={13} />
              {t('authoring.ratings.helped', { count: row.helpful })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
