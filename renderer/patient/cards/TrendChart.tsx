// A value over time: a line with its reference range, and the same figures as a table. What lies outside the range is a
// square, not only another colour.
import type { LabRow } from '#shared/domain/patient/panel-rows.ts';
import { t } from '../../text/t.ts';
import { recordDate } from '../dates.ts';
import { shownFigure } from './figures.ts';
import { boundsOf, drawingOf, pointsOf, sideOf } from './trend.ts';
import { joined, unitText } from './words.ts';

const width = 300;
const height = 112;
const edges = { right: width - 8, top: 10, bottom: height - 20 };
/** Width of a figure in the drawing's small type. */
const digit = 6.3;
/** Beside the axis four digits. */
const figure = (value: number): string => String(Number(value.toPrecision(4)));

const digitsOf = (value: number | null | undefined): number =>
  typeof value === 'number' ? figure(value).length : 0;

export default function TrendChart({ row }: { row: LabRow }) {
  const points = pointsOf(row);
  const bounds = boundsOf(row.range);
  const widest = Math.max(...[...points.map((p) => p.value), bounds?.low, bounds?.high].map(digitsOf));
  const box = { ...edges, left: Math.round(widest * digit) + 10 };
  const { dots, line, band, marks } = drawingOf(points, bounds, box);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return null;
  const unit = row.unit === null ? t('patient-cards.lab.no-unit') : unitText(row.unit);
  const spoken = t('patient-cards.lab.spoken', {
    name: row.text,
    unit,
    count: points.length,
    from: recordDate(first.at),
    to: recordDate(last.at),
    first: shownFigure(first.value, bounds),
    last: shownFigure(last.value, bounds),
    range: row.range ?? t('patient-cards.lab.no-range'),
  });
  return (
    <figure className="cl-trend">
      <figcaption className="cl-detail">
        {joined([
          unit,
          row.range === null
            ? t('patient-cards.lab.no-range')
            : t('patient-cards.lab.range', { range: row.range }),
        ])}
      </figcaption>
      <svg className="cl-trend-drawing" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={spoken}>
        {band !== null && (
          <rect
            className="cl-trend-band"
            x={box.left}
            y={band.y}
            width={box.right - box.left}
            height={band.height}
          />
        )}
        {marks.map((mark) => (
          <text key={mark.value} className="cl-trend-mark" x={box.left - 6} y={mark.y + 3.5} textAnchor="end">
            {figure(mark.value)}
          </text>
        ))}
        <path className="cl-trend-line" d={line} />
        {dots.map((dot, i) =>
          dot.side === 'above' || dot.side === 'below' ? (
            <rect key={i} className="cl-trend-out" x={dot.x - 3.5} y={dot.y - 3.5} width={7} height={7} />
          ) : (
            <circle key={i} className="cl-trend-dot" cx={dot.x} cy={dot.y} r={3} />
          ),
        )}
        <text className="cl-trend-mark" x={box.left} y={height - 4}>
          {recordDate(first.at)}
        </text>
        <text className="cl-trend-mark" x={box.right} y={height - 4} textAnchor="end">
          {recordDate(last.at)}
        </text>
      </svg>
      <div
        className="cl-trend-table"
        tabIndex={0}
        role="region"
        aria-label={t('patient-cards.lab.table', { name: row.text })}
      >
        <table>
          <thead>
            <tr>
              <th scope="col">{t('patient-cards.lab.date')}</th>
              <th scope="col">{t('patient-cards.lab.value', { unit })}</th>
            </tr>
          </thead>
          <tbody>
            {points.toReversed().map((point, i) => {
              const side = sideOf(point.value, bounds);
              return (
                <tr key={`${point.at} ${i}`}>
                  <td>{recordDate(point.at)}</td>
                  <td>
                    <span title={String(point.value)}>{shownFigure(point.value, bounds)}</span>
                    {(side === 'above' || side === 'below') && ` ${t(`patient-cards.lab.${side}`)}`}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
