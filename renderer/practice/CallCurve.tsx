// Anger and trust over the call, as a small picture of our own: two lines that differ in dash as well as colour, missed
// cues marked, and the same as a table for whoever doesn't see it.
import { useId } from 'react';
import type { DebriefLine, SeriesPoint } from '#shared/domain/practice/debrief.ts';
import type { Feeling } from '#shared/domain/practice/scenario.ts';
import { formatSpan } from '../text/format.ts';
import { t } from '../text/t.ts';
import { missedMarks, pathOf, spotsOf } from './curve.ts';
import { whoOf } from './words.ts';

const box = { width: 640, height: 92 };
const at = (ms: number): string => formatSpan(ms / 1000);

export interface CallCurveProps {
  series: readonly SeriesPoint[];
  transcript: readonly DebriefLine[];
  /** What the scenario's gauge measures. */
  feeling: Feeling;
}

export function CallCurve({ series, transcript, feeling }: CallCurveProps) {
  const id = useId();
  const first = series[0];
  const last = series.at(-1);
  if (first === undefined || last === undefined) return null;
  const marks = missedMarks(series, box);
  const desc = t('practice.curve.desc', {
    feeling: t(`practice.feeling.${feeling}.label`),
    from: first.emotion,
    to: last.emotion,
    trustFrom: first.trust,
    trustTo: last.trust,
    missed: marks.length,
    times: marks.map((m) => at(m.atMs)).join(', '),
  });
  return (
    <section className="cl-panel cl-practice-curve" aria-labelledby={id}>
      <header className="cl-practice-curve-head">
        <h2 id={id}>{t('practice.curve.title')}</h2>
        <span className="cl-practice-key cl-practice-key-anger">{t(`practice.feeling.${feeling}`)}</span>
        <span className="cl-practice-key cl-practice-key-trust">{t('practice.trust')}</span>
      </header>
      <svg
        className="cl-practice-picture"
        viewBox={`0 0 ${box.width} ${box.height}`}
        preserveAspectRatio="none"
        role="img"
        aria-labelledby={`${id}-t ${id}-d`}
      >
        <title id={`${id}-t`}>{t('practice.curve.title')}</title>
        <desc id={`${id}-d`}>{desc}</desc>
        {[0, 1, 2, 3].map((i) => (
          <line
            key={i}
            x1={0}
            x2={box.width}
            y1={(i * box.height) / 3}
            y2={(i * box.height) / 3}
            className="cl-practice-grid"
          />
        ))}
        {marks.map((m) => (
          <line key={m.atMs} x1={m.x} x2={m.x} y1={0} y2={box.height} className="cl-practice-missed" />
        ))}
        <path d={pathOf(spotsOf(series, 'emotion', box))} className="cl-practice-line cl-practice-anger" />
        <path d={pathOf(spotsOf(series, 'trust', box))} className="cl-practice-line cl-practice-trust" />
      </svg>
      <div className="cl-practice-axis cl-detail-quiet" aria-hidden="true">
        <span>{t('practice.curve.start', { time: at(0) })}</span>
        {marks
          .filter((m) => m.labelled)
          .map((m) => (
            <span
              key={m.atMs}
              className="cl-practice-axis-missed"
              style={{ left: `${(100 * m.x) / box.width}%` }}
            >
              {t('practice.curve.missed', { time: at(m.atMs) })}
            </span>
          ))}
        <span>{t('practice.curve.end', { time: at(last.atMs) })}</span>
      </div>
      <details className="cl-practice-table">
        <summary>{t('practice.curve.table')}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('practice.curve.table.time')}</th>
              <th scope="col">{t('practice.curve.table.who')}</th>
              <th scope="col">{t(`practice.feeling.${feeling}.label`)}</th>
              <th scope="col">{t('practice.trust.label')}</th>
            </tr>
          </thead>
          <tbody>
            {series.map((p, i) => (
              <tr key={i}>
                <td>{at(p.atMs)}</td>
                <td>
                  {whoOf(transcript[i]?.who ?? 'caller')}
                  {p.missedCue && ` · ${t('practice.chip.missed')}`}
                </td>
                <td>{p.emotion}</td>
                <td>{p.trust}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
