// A line of the transcript by its place: brought into view and reached, so that reading goes on there.
export const lineId = (at: number): string => `cl-practice-line-${at}`;

export function showLine(at: number): void {
  const line = document.getElementById(lineId(at));
  line?.scrollIntoView({ block: 'center' });
  line?.focus({ preventScroll: true });
}
