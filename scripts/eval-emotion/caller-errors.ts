// Which state is taken for which, and how hard those lines are: the errors of a measurement, grouped, without any line.
import type { CallerState } from '#shared/domain/emotion/states.ts';

export interface Judged {
  state: CallerState;
  also: CallerState | null;
  said: CallerState;
  difficulty: string;
  spoken: boolean;
}
export interface ErrorGroup {
  state: CallerState;
  takenFor: CallerState;
  n: number;
  /** Of them, how many were sure enough to be shown to an agent. */
  spoken: number;
  /** Of them, how many took the line's second state. */
  also: number;
  byDifficulty: Record<string, number>;
}

/** Groups of wrong answers, the largest first. */
export function errorsGrouped(judged: readonly Judged[]): ErrorGroup[] {
  const groups = Map.groupBy(
    judged.filter((j) => j.said !== j.state),
    (j) => `${j.state} ${j.said}`,
  );
  return [...groups.values()]
    .flatMap((list): ErrorGroup[] => {
      const first = list[0];
      if (!first) return [];
      const levels = Map.groupBy(list, (j) => j.difficulty || '(none)');
      return [
        {
          state: first.state,
          takenFor: first.said,
          n: list.length,
          spoken: list.filter((j) => j.spoken).length,
          also: list.filter((j) => j.also === j.said).length,
          byDifficulty: Object.fromEntries([...levels].map(([level, lines]) => [level, lines.length])),
        },
      ];
    })
    .toSorted((a, b) => b.n - a.n || (a.state + a.takenFor < b.state + b.takenFor ? -1 : 1));
}
