// The timer of level 3: seconds left to answer, amber with words when they are over. It never cuts anybody off.
import { Timer as TimerIcon } from 'lucide-react';
import { useState } from 'react';
import { t } from '../text/t.ts';
import { Chip } from '../ui/index.ts';
import { turnClock } from './pace.ts';
import { useMonotonic } from './use-monotonic.ts';

export function TurnTimer({ limit }: { limit: number }) {
  const [since] = useState(() => performance.now());
  const clock = turnClock(limit, since, useMonotonic());
  if (clock === null) return null;
  return (
    <span role="timer" aria-label={t('practice.run.timer.label')}>
      <Chip tone={clock.late ? 'amber' : 'neutral'} icon={TimerIcon}>
        {clock.late
          ? t('practice.run.timer.late', { over: -clock.left })
          : t('practice.run.timer', { left: clock.left })}
      </Chip>
    </span>
  );
}
