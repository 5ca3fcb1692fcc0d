// What an injected event does to the caller, in words: nothing happens that was not said before.
import type { ScenarioEvent } from '#shared/domain/practice/scenario.ts';
import { t } from '../../text/t.ts';

const signed = (n: number): string => (n > 0 ? `+${n}` : `−${Math.abs(n)}`);

export function effectOf({ emotion, trust, to }: Pick<ScenarioEvent, 'emotion' | 'trust' | 'to'>): string {
  const moves = [
    ...(emotion === 0 ? [] : [t('trainer.effect.emotion', { move: signed(emotion) })]),
    ...(trust === 0 ? [] : [t('trainer.effect.trust', { move: signed(trust) })]),
    ...(to === null ? [] : [t('trainer.effect.to')]),
  ];
  return moves.length === 0 ? t('trainer.effect.none') : moves.join(' ');
}
