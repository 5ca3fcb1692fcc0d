// How good the sound is, in one word and in plain sentences: what is measured, and what to do about it. Pure.
import type { Quality } from '#shared/domain/telephony/engine.ts';
import { t } from '../text/t.ts';

const tones = { good: 'green', fair: 'amber', poor: 'red', unknown: 'neutral' } as const;
export const qualityTone = (q: Quality | null): 'green' | 'amber' | 'red' | 'neutral' =>
  q === null ? 'neutral' : q.warnings.includes('media-lost') ? 'red' : tones[q.word];

export const qualityWord = (q: Quality | null): string => t(`telephony.quality.${q?.word ?? 'unknown'}`);

export interface QualityFigure {
  term: string;
  value: string;
}
/** Each figure with what it means; `–` where this second was not measured. */
export function qualityFigures(q: Quality): QualityFigure[] {
  const shown = (value: number | null, digits: number, unit: string): string =>
    value === null ? '–' : `${value.toFixed(digits)}${unit}`;
  return [
    { term: t('telephony.quality.mos'), value: shown(q.mos, 1, '') },
    { term: t('telephony.quality.rtt'), value: shown(q.rttMs, 0, ' ms') },
    { term: t('telephony.quality.jitter'), value: shown(q.jitterMs, 0, ' ms') },
    { term: t('telephony.quality.loss'), value: shown(q.lossPercent, 1, ' %') },
  ];
}
export const qualitySentences = (q: Quality): string[] =>
  q.warnings.map((w) => t(`telephony.quality.warn.${w}`));
