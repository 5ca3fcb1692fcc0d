// What of the call in hand is said beside the agent's state, in every view: muted, on hold, recorded. Pure.
import type { LiveView } from '#shared/contract/telephony.ts';
import { t } from '../text/t.ts';
import type { RecordingShown } from './recording.ts';

/** Who is talked to before who waits; null while nobody is on the line. */
export const liveInHand = (lives: readonly LiveView[]): LiveView | null =>
  lives.find((l) => l.phase === 'connected' && l.heldSince === null) ??
  lives.find((l) => l.phase === 'connected') ??
  null;

export type Marked = Pick<LiveView, 'heldSince'> & {
  media: Pick<NonNullable<LiveView['media']>, 'muted'> | null;
};
export type CallMark = 'muted' | 'held' | 'recording' | 'paused' | 'may-record';
export function callMarks(
  { heldSince, media }: Marked,
  { word, was }: Pick<RecordingShown, 'word' | 'was'>,
): CallMark[] {
  return [
    ...(media?.muted === true ? (['muted'] as const) : []),
    ...(heldSince === null ? [] : (['held'] as const)),
    ...(word === 'on'
      ? (['recording'] as const)
      : word === 'paused' || word === 'resuming'
        ? (['paused'] as const)
        : word === 'may-record' && was !== 'off'
          ? (['may-record'] as const)
          : []),
  ];
}

/** `On a call · muted · recording`. */
export const withMarks = (words: string, marks: readonly CallMark[]): string =>
  [words, ...marks.map((mark) => t(`telephony.mark.${mark}`))].join(' · ');
/** What the caller does not hear, or must not hear, is seen at a glance. */
export const marksTone = (marks: readonly CallMark[]): 'amber' | 'red' | null =>
  marks.includes('may-record') ? 'red' : marks.includes('muted') || marks.includes('held') ? 'amber' : null;
