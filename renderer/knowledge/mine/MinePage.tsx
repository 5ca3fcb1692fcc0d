// What this person flagged and asked, and what came of it.
import { CircleCheck, Clock, CloudUpload, Flag, MessageCircleQuestion, type LucideIcon } from 'lucide-react';
import type { MineRow } from '#shared/contract/knowledge.ts';
import { careline } from '../../bridge/index.ts';
import { formatDate, formatTime } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Answer, Chip, EmptyState, Icon, useNow } from '../../ui/index.ts';
import { useAsked } from '../use-asked.ts';
import { useSeen } from './answers-store.ts';

const states = {
  // Kept here; the backend has not named it as taken.
  waiting: { icon: CloudUpload, tone: 'amber' },
  sent: { icon: Clock, tone: 'neutral' },
  answered: { icon: CircleCheck, tone: 'green' },
} as const satisfies Record<MineRow['state'], { icon: LucideIcon; tone: string }>;

export function MinePage({ onOpen }: { onOpen: (articleId: string, version: number) => void }) {
  const asked = useAsked('mine', () => careline.knowledge.mine());
  return <Answer of={asked}>{(rows) => <Rows rows={rows} onOpen={onOpen} />}</Answer>;
}

type Open = (articleId: string, version: number) => void;

function Rows({ rows, onOpen }: { rows: readonly MineRow[]; onOpen: Open }) {
  useSeen(rows);
  if (rows.length === 0)
    return (
      <EmptyState icon={MessageCircleQuestion} title={t('knowledge.mine.none')}>
        {t('knowledge.mine.none.what')}
      </EmptyState>
    );
  return (
    <ul className="cl-knowledge-list" aria-label={t('knowledge.mine')}>
      {rows.map((row) => (
        <li key={row.id} className="cl-knowledge-card">
          <Row row={row} onOpen={onOpen} />
        </li>
      ))}
    </ul>
  );
}

function Row({ row, onOpen }: { row: MineRow; onOpen: (articleId: string, version: number) => void }) {
  const now = useNow(60_000).toISOString();
  const { icon, tone } = states[row.state];
  const when = (at: string): string => `${formatDate(at, { now })}, ${formatTime(at)}`;
  return (
    <>
      <div className="cl-knowledge-hit-head">
        <h3 className="cl-inline">
          <Icon of={row.kind === 'flag' ? Flag : MessageCircleQuestion} size={15} />
          <span>
            {row.kind === 'flag' && row.why !== null
              ? t(`knowledge.flag.why.${row.why}`)
              : t('knowledge.mine.question')}
          </span>
        </h3>
        <Chip icon={icon} tone={tone} outline={tone === 'neutral'}>
          {t(`knowledge.mine.${row.state}`)}
        </Chip>
      </div>
      {row.article !== null && (
        <button
          type="button"
          className="cl-knowledge-link"
          onClick={() => row.article !== null && onOpen(row.article.id, row.article.version)}
        >
          {row.article.title} · {t('knowledge.version', { version: row.article.version })}
        </button>
      )}
      {row.words !== null && row.words !== '' && <p>“{row.words}”</p>}
      <p className="cl-detail-quiet">{t('knowledge.mine.at', { when: when(row.at) })}</p>
      {row.answer !== null && (
        <div className="cl-knowledge-answer">
          <p>{row.answer.words ?? t('knowledge.mine.unread')}</p>
          <p className="cl-detail-quiet">
            {t('knowledge.mine.answered.by', { name: row.answer.by, when: when(row.answer.at) })}
          </p>
        </div>
      )}
    </>
  );
}
