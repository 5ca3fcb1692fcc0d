// How an attempt's machine score is written. Nothing to judge is `–`, never 0; a missed critical item is said before the sum.
import type { AttemptRow } from '#shared/contract/training-shapes.ts';
import { t } from '../../text/t.ts';

type Row = Pick<AttemptRow, 'state' | 'machine'>;

export function machineText({ state, machine }: Row): string {
  if (state === 'declined' || state === 'missed') return t(`trainer.score.${state}`);
  if (state === 'running') return t('trainer.score.running');
  if (machine === null || machine.total === null) return t('trainer.score.none');
  const total = Math.round(machine.total);
  if (machine.criticalMissed) return t('trainer.score.critical', { total });
  return t(machine.passed ? 'trainer.score.passed' : 'trainer.score.failed', { total });
}

export function attemptTone({ state, machine }: Row): 'green' | 'amber' | 'neutral' | 'accent' {
  if (state === 'running') return 'accent';
  if (state === 'declined' || state === 'missed' || machine === null || machine.total === null)
    return 'neutral';
  return machine.passed ? 'green' : 'amber';
}
