// The clock of the page. It is injected, so that a demo can make it 23:50 and a test can stand still; one timer
// serves every age and stopwatch on screen.
import { createContext, useContext, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { formatAge, formatSpan, formatTimeSeconds } from '../text/format.ts';
import { t } from '../text/t.ts';
import { cx } from './cx.ts';
import { elapsed } from './elapsed.ts';

const ClockContext = createContext<() => Date>(() => new Date());

/** Gives the tree its clock; without one it is this computer's. */
export function ClockProvider({ now, children }: { now: () => Date; children: ReactNode }) {
  return <ClockContext value={now}>{children}</ClockContext>;
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function onTick(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => listeners.forEach((each) => each()), 500);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time, rounded down to `everyMs`; draws the caller anew when that changes. */
export function useNow(everyMs = 1000): Date {
  const read = useContext(ClockContext);
  const count = (): number => Math.floor(read().getTime() / everyMs);
  const tick = useSyncExternalStore(onTick, count, count);
  return useMemo(() => new Date(tick * everyMs), [tick, everyMs]);
}

/** `2 min ago`, growing older by itself; the exact time is its tip. */
export function AgeText({ at }: { at: string }) {
  const now = useNow(15_000);
  return (
    <time dateTime={at} title={formatTimeSeconds(at)} className="cl-age">
      {formatAge(at, now)}
    </time>
  );
}

export interface TimerProps {
  /** Counts up from this instant, or down to `until`. */
  since?: string;
  until?: string;
  size?: 'normal' | 'large';
  /** Red when a person may come to harm; never the only sign. */
  tone?: 'neutral' | 'red' | 'amber';
  /** What is timed, for screen readers: `Time on this call`. */
  label: string;
}

const secondsOf = ({ since, until }: Pick<TimerProps, 'since' | 'until'>, now: Date): number => {
  const at = now.getTime();
  const ms =
    until === undefined ? elapsed(Date.parse(since ?? now.toISOString()), at) : Date.parse(until) - at;
  return Math.max(0, ms / 1000);
};
/** What a timer shows: for the name of a button that it stands on. */
export const timerText = (of: Pick<TimerProps, 'since' | 'until'>, now: Date): string =>
  formatSpan(secondsOf(of, now), of.until === undefined);

/** A stopwatch `4:37` in tabular figures. It is read out only when asked, not every second. */
export function Timer({ since, until, size = 'normal', tone = 'neutral', label }: TimerProps) {
  const now = useNow(1000);
  const seconds = secondsOf({ since, until }, now);
  const spoken = t('ui.timer.running', {
    minutes: Math.floor(seconds / 60),
    seconds: Math.floor(seconds % 60),
  });
  return (
    <span
      role="timer"
      aria-label={`${label}: ${spoken}`}
      className={cx('cl-timer', size === 'large' && 'cl-clock-large', tone !== 'neutral' && `cl-ink-${tone}`)}
    >
      {formatSpan(seconds, until === undefined)}
    </span>
  );
}
