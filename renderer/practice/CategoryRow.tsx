// One category of the score: a bar that opens to the lines its points come from. Nothing to judge is `–`, never 0.
import { ChevronDown } from 'lucide-react';
import type { CategoryScore, Evidence } from '#shared/domain/practice/score.ts';
import { formatSpan } from '../text/format.ts';
import { t } from '../text/t.ts';
import { cx, Icon } from '../ui/index.ts';
import { showLine } from './show-line.ts';
import { pointsOf, roundPoints, toneOf } from './words.ts';

export interface CategoryRowProps {
  category: CategoryScore;
  hints: number;
  parTurns: number;
}

export function CategoryRow({ category: c, hints, parTurns }: CategoryRowProps) {
  const share = c.points === null ? 0 : Math.min(100, (100 * c.points) / c.of);
  return (
    <details className="cl-practice-category">
      <summary>
        <span>{t(`practice.category.${c.category}`)}</span>
        <span className="cl-bar" aria-hidden="true">
          <span className={cx('cl-bar-fill', `cl-bar-${toneOf(c)}`)} style={{ width: `${share}%` }} />
        </span>
        <span className="cl-meter-text">{pointsOf(c)}</span>
        <Icon of={ChevronDown} size={14} className="cl-practice-open" />
      </summary>
      {c.category === 'efficiency' && (
        <p className="cl-detail">{t('practice.score.efficiency', { turns: parTurns, hints })}</p>
      )}
      {c.category !== 'efficiency' && c.points === null ? (
        <p className="cl-detail">{t('practice.score.nothing')}</p>
      ) : (
        <ul>
          {c.evidence.map((e, i) => (
            <Proof key={`${e.ruleId} ${i}`} evidence={e} counted={c.category === 'efficiency'} />
          ))}
        </ul>
      )}
    </details>
  );
}

/** `counted`: from times and turns, no line shows it. */
function Proof({ evidence: e, counted }: { evidence: Evidence; counted: boolean }) {
  return (
    <li className="cl-practice-proof">
      <span className="cl-practice-proof-head">
        <strong>{e.title}</strong>
        <span className="cl-detail-quiet">
          {t('practice.score.evidence', {
            points: roundPoints(e.points),
            of: roundPoints(e.of),
            rule: e.ruleId,
          })}
        </span>
      </span>
      <span className="cl-detail">
        {e.why !== null && <span className="cl-ink-amber">{t(`debrief.why-not.${e.why}`)} </span>}
        {e.quote === null ? (
          e.why === null && !counted && t('practice.score.unsaid')
        ) : (
          <>
            <button
              type="button"
              className="cl-practice-jump"
              aria-label={t('debrief.jump', { time: formatSpan((e.atMs ?? 0) / 1000) })}
              onClick={() => e.line !== null && showLine(e.line)}
            >
              {formatSpan((e.atMs ?? 0) / 1000)}
            </button>{' '}
            {t('debrief.quote', { text: e.quote })}
          </>
        )}
      </span>
    </li>
  );
}
