// When it was noticed, as a person says it: the clocks run from the earliest moment that this can mean.
export const whens = ['now', 'today', 'yesterday', 'week'] as const;
export type When = (typeof whens)[number];

const daysBack: Readonly<Record<When, number>> = { now: 0, today: 0, yesterday: 1, week: 7 };

/** ISO instant; days by this computer's own zone. */
export function noticedAt(when: When, now: Date): string {
  if (when === 'now') return now.toISOString();
  const day = new Date(now);
  day.setHours(0, 0, 0, 0);
  day.setDate(day.getDate() - daysBack[when]);
  return day.toISOString();
}
