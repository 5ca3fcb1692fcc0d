// The versions of an article, newest first, and what changed from one to the next. Wide, because two texts stand in one.
import { lazy, Suspense, useState } from 'react';
import type { ArticleView, VersionRow } from '#shared/contract/knowledge.ts';
import { careline } from '../../bridge/index.ts';
import { formatDate } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Answer, cx, Dialog, EmptyState, Skeleton, useNow } from '../../ui/index.ts';
import { History } from 'lucide-react';
import { useAsked } from '../use-asked.ts';
import { checkedWords } from './checked.ts';
import { readable } from './readable.ts';
import './versions.css';

const WordDiff = lazy(() => import('./WordDiff.tsx'));

export interface VersionsDialogProps {
  articleId: string;
  title: string;
  onClose: () => void;
}

export default function VersionsDialog({ articleId, title, onClose }: VersionsDialogProps) {
  const asked = useAsked(`versions ${articleId}`, () => careline.knowledge.versions({ id: articleId }));
  return (
    <Dialog isOpen size="wide" onClose={onClose} title={t('knowledge.versions.title', { title })}>
      <Answer of={asked}>{(rows) => <Versions articleId={articleId} rows={rows} />}</Answer>
    </Dialog>
  );
}

/** `rows`: newest first. */
function Versions({ articleId, rows }: { articleId: string; rows: readonly VersionRow[] }) {
  const [chosen, setChosen] = useState(rows[0]?.version ?? 0);
  const now = useNow(60_000).toISOString();
  const at = rows.findIndex(({ version }) => version === chosen);
  const before = rows[at + 1];
  return (
    <div className="cl-versions">
      <ol aria-label={t('knowledge.versions')} className="cl-versions-list">
        {rows.map((row) => (
          <li key={row.version}>
            <button
              type="button"
              className={cx('cl-version', row.version === chosen && 'cl-version-here')}
              aria-current={row.version === chosen}
              onClick={() => setChosen(row.version)}
            >
              <strong>{t('knowledge.version', { version: row.version })}</strong>
              <span className="cl-detail">
                {t('knowledge.versions.here', { date: formatDate(row.importedAt, { now }) })}
              </span>
              {row.verifiedBy !== null && <span className="cl-detail-quiet">{checkedWords(row, now)}</span>}
              {row.retired && <span className="cl-ink-amber">{t('knowledge.versions.retired')}</span>}
              {row.note !== null && <span className="cl-detail">{row.note}</span>}
            </button>
          </li>
        ))}
      </ol>
      {before === undefined ? (
        <EmptyState icon={History} title={t('knowledge.versions.first', { version: chosen })}>
          {t('knowledge.versions.first.what')}
        </EmptyState>
      ) : (
        <Compared key={chosen} articleId={articleId} from={before.version} to={chosen} />
      )}
    </div>
  );
}

async function bodies(id: string, from: number, to: number) {
  const [before, after] = await Promise.all([
    careline.knowledge.read({ id, version: from, accountId: null }),
    careline.knowledge.read({ id, version: to, accountId: null }),
  ]);
  if (!before.ok) return before;
  if (!after.ok) return after;
  return { ok: true as const, value: { before: before.value, after: after.value } };
}

/** The title is compared too: it is what an article is found by. */
const wordsOf = ({ article: { title, body } }: ArticleView): string => `${title}\n\n${readable(body)}`;

function Compared({ articleId, from, to }: { articleId: string; from: number; to: number }) {
  const asked = useAsked(`${articleId} ${from} ${to}`, () => bodies(articleId, from, to));
  return (
    <div>
      <h3 className="cl-knowledge-head">{t('knowledge.versions.changed', { from, to })}</h3>
      <Answer of={asked}>
        {({ before, after }) => (
          <Suspense fallback={<Skeleton label={t('knowledge.article.reading')} lines={5} />}>
            <WordDiff
              before={wordsOf(before)}
              after={wordsOf(after)}
              label={t('knowledge.versions.changed', { from, to })}
            />
          </Suspense>
        )}
      </Answer>
    </div>
  );
}
