// The two pictures of the trainer's desk. Loaded lazily: the chart library is for these alone. Each has its numbers in words or
// a table beside it, and lines that differ in dash as well as colour.
import {
  Bar,
  BarChart,
  CartesianGrid,
  LabelList,
  Legend,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { Feeling } from '#shared/domain/practice/scenario.ts';
import { formatSpan } from '../text/format.ts';
import { t } from '../text/t.ts';

const ink = 'var(--cl-ink-3)';
const ground = {
  background: 'var(--cl-surface)',
  border: '1px solid var(--cl-line)',
  color: 'var(--cl-ink)',
  borderRadius: 6,
};
/** The line beside it has the colour; words keep their own. */
const legendWord = (word: string) => <span style={{ color: 'var(--cl-ink)' }}>{word}</span>;
const tick = { fill: ink, fontSize: 12 };

export interface CallChartProps {
  series: readonly { at: number; emotion: number; trust: number }[];
  feeling: Feeling;
}

export function CallChart({ series, feeling }: CallChartProps) {
  const first = series[0];
  const last = series.at(-1);
  if (first === undefined || last === undefined) return null;
  const name = t(`trainer.feeling.${feeling}`);
  return (
    <figure className="cl-trainer-figure">
      <figcaption className="cl-detail">
        {t('trainer.chart.call', {
          feeling: name,
          from: first.emotion,
          to: last.emotion,
          trustFrom: first.trust,
          trustTo: last.trust,
        })}
      </figcaption>
      <div className="cl-trainer-chart" aria-hidden="true">
        <ResponsiveContainer width="100%" height="100%">
          <LineChart
            accessibilityLayer={false}
            data={[...series]}
            margin={{ top: 8, right: 12, bottom: 0, left: -22 }}
          >
            <CartesianGrid stroke="var(--cl-line)" vertical={false} />
            <XAxis
              dataKey="at"
              type="number"
              domain={[0, 'dataMax']}
              tickFormatter={(at: number) => formatSpan(at)}
              tick={tick}
              stroke="var(--cl-line)"
              minTickGap={36}
              interval="preserveStartEnd"
            />
            <YAxis domain={[0, 10]} ticks={[0, 5, 10]} tick={tick} stroke="var(--cl-line)" />
            <Tooltip contentStyle={ground} labelFormatter={(at) => formatSpan(Number(at))} />
            <Legend iconType="plainline" formatter={legendWord} />
            <Line
              name={name}
              dataKey="emotion"
              type="stepAfter"
              stroke="var(--cl-amber)"
              strokeWidth={2}
              dot={false}
              isAnimationActive={false}
            />
            <Line
              name={t('trainer.trust')}
              dataKey="trust"
              type="stepAfter"
              stroke="var(--cl-accent)"
              strokeWidth={2}
              strokeDasharray="6 4"
              dot={false}
              isAnimationActive={false}
            />
          </LineChart>
        </ResponsiveContainer>
      </div>
    </figure>
  );
}

export interface SkillsChartProps {
  /** `value` 0 to 1; null = nobody was judged. */
  means: readonly { name: string; value: number | null; n: number }[];
}

export function SkillsChart({ means }: SkillsChartProps) {
  const data = means.map(({ name, value, n }) => ({
    name,
    value: value === null ? 0 : Math.round(value * 100),
    label: value === null ? '–' : t('trainer.chart.mean', { value: Math.round(value * 100), n }),
  }));
  return (
    <figure className="cl-trainer-figure">
      <figcaption className="cl-hidden">
        {data.map(({ name, label }) => t('trainer.chart.mean.said', { name, label })).join(' ')}
      </figcaption>
      <div className="cl-trainer-chart" aria-hidden="true">
        <ResponsiveContainer width="100%" height="100%">
          <BarChart
            accessibilityLayer={false}
            data={data}
            layout="vertical"
            margin={{ top: 4, right: 110, bottom: 0, left: 24 }}
          >
            <XAxis type="number" domain={[0, 100]} tick={tick} stroke="var(--cl-line)" />
            <YAxis type="category" dataKey="name" width={90} tick={tick} stroke="var(--cl-line)" />
            <Bar dataKey="value" fill="var(--cl-accent)" barSize={16} isAnimationActive={false}>
              <LabelList dataKey="label" position="right" fill="var(--cl-ink)" fontSize={12} />
            </Bar>
          </BarChart>
        </ResponsiveContainer>
      </div>
    </figure>
  );
}
