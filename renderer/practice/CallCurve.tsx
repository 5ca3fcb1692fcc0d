// How the call went: the feeling that the scenario measures and trust over its time, with cues passed over, what was done at the
// desk and what happened; the same in a sentence and as a table for whoever doesn't see it.
import { lazy, Suspense, useId } from 'react';
import type { Bookmark } from '#shared/contract/practice.ts';
import type { DebriefLine, SeriesPoint } from '#shared/domain/practice/debrief.ts';
import type { Feeling } from '#shared/domain/practice/scenario.ts';
import type { Comment } from '#shared/domain/training/records.ts';
import { formatSpan } from '../text/format.ts';
import { t } from '../text/t.ts';
import { cx } from '../ui/index.ts';
import { missedMarks } from './curve.ts';
import { curveOf, marksOf, type Mark } from './moments.ts';
import { lineText, whoOf } from './words.ts';

const CallChart = lazy(() => import('./CallChart.tsx'));
/** As wide as the middle mostly is, for which labels have room. */
const box = { width: 640, height: 150 };
const at = (ms: number): string => formatSpan(ms / 1000);
const kinds: readonly Mark['kind'][] = ['act', 'event', 'comment', 'bookmark'];

export interface CallCurveProps {
  series: readonly SeriesPoint[];
  transcript: readonly DebriefLine[];
  /** What the scenario's gauge measures. */
  feeling: Feeling;
  comments?: readonly Comment[];
  bookmarks?: readonly Bookmark[];
}

export function CallCurve({ series, transcript, feeling, comments = [], bookmarks = [] }: CallCurveProps) {
  const id = useId();
  const first = series[0];
  const last = series.at(-1);
  if (first === undefined || last === undefined) return null;
  const missed = missedMarks(series, box);
  const marks = marksOf(transcript, comments, bookmarks);
  const names = { emotion: t(`practice.feeling.${feeling}.label`), trust: t('practice.trust.label') };
  return (
    <section className="cl-panel cl-practice-curve" aria-labelledby={id}>
      <header className="cl-practice-curve-head">
        <h2 id={id}>{t('practice.curve.title')}</h2>
        <span className="cl-practice-key cl-practice-key-anger">{t(`practice.feeling.${feeling}`)}</span>
        <span className="cl-practice-key cl-practice-key-trust">{t('practice.trust')}</span>
        {kinds
          .filter((kind) => marks.some((m) => m.kind === kind))
          .map((kind) => (
            <span key={kind} className={cx('cl-practice-spot', `cl-practice-spot-${kind}`)}>
              {t(`debrief.mark.${kind}`)}
            </span>
          ))}
      </header>
      <p className="cl-hidden">
        {t('practice.curve.desc', {
          feeling: names.emotion,
          from: first.emotion,
          to: last.emotion,
          trustFrom: first.trust,
          trustTo: last.trust,
          missed: missed.length,
          times: missed.map((m) => at(m.atMs)).join(', '),
        })}
      </p>
      <div className="cl-practice-picture" aria-hidden="true">
        <Suspense fallback={null}>
          <CallChart
            points={curveOf(series)}
            marks={marks}
            names={names}
            missed={missed.map((m) => ({
              at: m.atMs / 1000,
              label: m.labelled ? t('practice.curve.missed', { time: at(m.atMs) }) : null,
            }))}
          />
        </Suspense>
      </div>
      <details className="cl-practice-table">
        <summary>{t('practice.curve.table')}</summary>
        <table>
          <caption className="cl-hidden">{t('practice.curve.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('practice.curve.table.time')}</th>
              <th scope="col">{t('practice.curve.table.who')}</th>
              <th scope="col">{names.emotion}</th>
              <th scope="col">{names.trust}</th>
            </tr>
          </thead>
          <tbody>
            {series.map((p, i) => {
              const line = transcript[i];
              return (
                <tr key={i}>
                  <td>{at(p.atMs)}</td>
                  <td>
                    {whoOf(line?.who ?? 'caller')}{' '}
                    {line !== undefined && (line.who === 'desk' || line.who === 'event') && lineText(line)}
                    {p.missedCue && ` · ${t('practice.chip.missed')}`}
                  </td>
                  <td>{p.emotion}</td>
                  <td>{p.trust}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </details>
    </section>
  );
}
