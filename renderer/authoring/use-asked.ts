// A question of this room and its newest answer, asked again when drafts, articles or what comes from the backend changed.
import type { Result } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { useAsked as useAnyAsked, type Asked } from '../bridge/use-asked.ts';

const topics = [careline.authoring.changed, careline.knowledge.changed] as const;

/** `about` names the question: with another one the old answer goes. */
export const useAsked = <V>(about: string, ask: () => Promise<Result<V>>): Asked<V> =>
  useAnyAsked(about, ask, topics);

export interface Some<R> {
  rows: R[];
  /** There are more than were asked for. */
  more: boolean;
}
/** Rows of a page of the bridge up to `most`, or the first failure. */
export async function everyRow<R>(
  ask: (cursor: string | null) => Promise<Result<{ rows: R[]; next: string | null }>>,
  most: number,
): Promise<Result<Some<R>>> {
  const rows: R[] = [];
  let cursor: string | null = null;
  do {
    const result = await ask(cursor);
    if (!result.ok) return result;
    rows.push(...result.value.rows);
    cursor = result.value.next;
  } while (cursor !== null && rows.length < most);
  return { ok: true, value: { rows, more: cursor !== null } };
}
