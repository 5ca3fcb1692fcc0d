// How strong a cell is drawn, and the team's mean of each skill. Pure.
import type { Team } from '#shared/contract/training-shapes.ts';

/** Five steps, the fourth from 75 on, as a call passes; `none` = never judged, which is not the same as weak. */
export const heatOf = (value: number | null): 'none' | '0' | '1' | '2' | '3' | '4' =>
  value === null ? 'none' : (`${steps.filter((from) => value >= from).length}` as '0');
const steps = [0.25, 0.5, 0.75, 0.9] as const;

export const percent = (value: number | null): string =>
  value === null ? '–' : `${Math.round(value * 100)}`;

/** Of those who were judged; null = nobody was. */
export const meansOf = ({ skills, rows }: Pick<Team, 'skills' | 'rows'>) =>
  skills.map((skill) => {
    const values = rows
      .map((row) => row.skills.find((one) => one.skill === skill)?.value ?? null)
      .filter((value) => value !== null);
    const sum = values.reduce((all, value) => all + value, 0);
    return { skill, value: values.length === 0 ? null : sum / values.length, n: values.length };
  });
