// Days from today, for due dates: a calendar is slower than the few choices that are wanted. Pure.

/** Days from now; null = without a date. */
export const dueChoices = [null, 3, 7, 14, 28] as const;

/** `2026-11-29`, by the desk's day. */
export function dueDate(days: number | null, now: Date): string | null {
  if (days === null) return null;
  const at = new Date(now);
  at.setDate(at.getDate() + days);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** A date that was typed, `2026-12-01`; null = it is none. */
export function typedDate(text: string): string | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  if (found === null) return null;
  const date = new Date(`${found[0]}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== found[0] ? null : found[0];
}
