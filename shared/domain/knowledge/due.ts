// When a flag or an open question is due (row 108): five working days after it came.

/** Monday to Friday; holidays of a country are not known here. */
export const answerWorkingDays = 5;

/**
 * The same time of day so many working days later. Saturdays and Sundays, by UTC's calendar, do not count: what comes on a weekend
 * is as if it came late on the Friday before. ISO instant in, ISO instant out.
 */
export function workingDaysAfter(at: string, days: number): string {
  const due = new Date(at);
  for (let left = days; left > 0;) {
    due.setUTCDate(due.getUTCDate() + 1);
    const day = due.getUTCDay();
    if (day !== 0 && day !== 6) left--;
  }
  return due.toISOString();
}
