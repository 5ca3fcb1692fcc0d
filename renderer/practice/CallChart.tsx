// The picture of a call: feeling and trust over its time, cues passed over as lines, what was done and what happened as marks
// along the bottom. Loaded lazily with the chart library; CallCurve says the same in words and as a table.
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatSpan } from '../text/format.ts';
import type { Mark } from './moments.ts';

export interface CallChartProps {
  points: readonly { at: number; emotion: number; trust: number }[];
  marks: readonly Mark[];
  /** Seconds; `label` null where another is too near. */
  missed: readonly { at: number; label: string | null }[];
  names: { emotion: string; trust: string };
}

const tick = { fill: 'var(--cl-ink-3)', fontSize: 12 };
const ground = {
  background: 'var(--cl-surface)',
  border: '1px solid var(--cl-line)',
  borderRadius: 6,
  color: 'var(--cl-ink)',
  fontSize: 12.5,
};
const fills: Readonly<Record<Mark['kind'], string>> = {
  act: 'var(--cl-surface)',
  event: 'var(--cl-amber)',
  comment: 'var(--cl-violet)',
  bookmark: 'var(--cl-ink)',
};

export default function CallChart({ points, marks, missed, names }: CallChartProps) {
  const end = Math.ceil(Math.max(1, points.at(-1)?.at ?? 1, ...marks.map((m) => m.atMs / 1000)));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart
        accessibilityLayer={false}
        data={[...points]}
        margin={{ top: 16, right: 14, bottom: 0, left: 0 }}
      >
        <CartesianGrid stroke="var(--cl-line)" vertical={false} />
        <XAxis
          dataKey="at"
          type="number"
          domain={[0, end]}
          tickFormatter={(at: number) => formatSpan(at)}
          tick={tick}
          tickLine={false}
          axisLine={false}
          minTickGap={60}
          allowDecimals={false}
        />
        <YAxis
          domain={[-1, 10]}
          ticks={[0, 5, 10]}
          width={26}
          tick={tick}
          tickLine={false}
          axisLine={false}
        />
        <Tooltip
          contentStyle={ground}
          isAnimationActive={false}
          separator=" "
          labelFormatter={(at) => formatSpan(Number(at))}
        />
        {missed.map((m) => (
          <ReferenceLine
            key={m.at}
            x={m.at}
            stroke="var(--cl-amber-text)"
            strokeDasharray="3 4"
            strokeWidth={1.5}
            label={
              m.label === null
                ? undefined
                : { value: m.label, position: 'top', fill: 'var(--cl-amber-text)', fontSize: 12 }
            }
          />
        ))}
        <Line
          name={names.emotion}
          dataKey="emotion"
          stroke="var(--cl-red)"
          strokeWidth={2.6}
          dot={false}
          isAnimationActive={false}
        />
        <Line
          name={names.trust}
          dataKey="trust"
          stroke="var(--cl-violet)"
          strokeWidth={2.6}
          strokeDasharray="7 5"
          dot={false}
          isAnimationActive={false}
        />
        {marks.map((m, i) => (
          <ReferenceDot
            key={`${m.kind} ${m.atMs} ${i}`}
            x={m.atMs / 1000}
            y={-0.6}
            r={m.kind === 'act' ? 3.4 : 4.2}
            fill={fills[m.kind]}
            stroke={m.kind === 'act' ? 'var(--cl-ink-2)' : fills[m.kind]}
            strokeWidth={1.6}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}
