// How much of a whole: a score (meter) or a thing on its way (progress).
import { Meter as AriaMeter } from 'react-aria-components/Meter';
import { ProgressBar } from 'react-aria-components/ProgressBar';
import { cx, type Tone } from './cx.ts';

export interface MeterProps {
  label: string;
  value: number;
  max?: number;
  /** What is written at the right: `14/20`; the percentage when left out. */
  text?: string;
  tone?: Tone;
  /** Label over the bar instead of at its left. */
  stacked?: boolean;
}

const share = (value: number, max: number): string => `${Math.max(0, Math.min(100, (100 * value) / max))}%`;

export function Meter({ label, value, max = 100, text, tone = 'accent', stacked }: MeterProps) {
  return (
    <AriaMeter
      aria-label={label}
      value={value}
      maxValue={max}
      valueLabel={text}
      className={cx('cl-meter', stacked && 'cl-meter-stacked')}
    >
      {({ valueText }) => (
        <>
          <span className="cl-meter-label">{label}</span>
          <span className="cl-bar">
            <span className={cx('cl-bar-fill', `cl-bar-${tone}`)} style={{ width: share(value, max) }} />
          </span>
          <span className="cl-meter-text">{valueText}</span>
        </>
      )}
    </AriaMeter>
  );
}

/** Without a value it only says that something is under way. */
export function Progress({
  label,
  value,
  max = 100,
  text,
}: Omit<MeterProps, 'value' | 'tone' | 'stacked'> & { value?: number }) {
  return (
    <ProgressBar
      aria-label={label}
      value={value ?? 0}
      maxValue={max}
      isIndeterminate={value === undefined}
      valueLabel={text}
      className="cl-meter cl-meter-stacked"
    >
      <span className="cl-meter-label">{label}</span>
      <span className="cl-bar">
        <span
          className={cx('cl-bar-fill cl-bar-accent', value === undefined && 'cl-bar-moving')}
          style={{ width: value === undefined ? '35%' : share(value, max) }}
        />
      </span>
      <span className="cl-meter-text">{text}</span>
    </ProgressBar>
  );
}
