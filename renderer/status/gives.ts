// Whose words give way in a narrow window. Pure.
import type { StatusLine } from './sentences.ts';

/**
 * `away`: the connection is not well. How old the articles are is then what somebody has to know, and keeps its words: without a
 * connection nothing makes them newer.
 */
export function givesOf(
  { id, tone }: Pick<StatusLine, 'id' | 'tone'>,
  away: boolean,
): 'first' | 'second' | undefined {
  if (id === 'knowledge') return away ? undefined : 'first';
  if (id === 'ehr' || (id === 'lease' && tone === 'neutral')) return 'first';
  return id === 'queue' ? 'second' : undefined;
}

/** Whether the backend is out of reach, or not as it should be. */
export const isAway = (lines: readonly Pick<StatusLine, 'id' | 'tone'>[]): boolean =>
  lines.some(({ id, tone }) => id === 'connection' && (tone === 'amber' || tone === 'red'));
