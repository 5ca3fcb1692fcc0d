// Widths of the columns as the settings take them: whole pixels within their limits; nothing while the page is hidden.
const LEFT = [200, 520] as const;
const RIGHT = [280, 640] as const;
const within = (n: number, [least, most]: readonly [number, number]): number =>
  Math.min(most, Math.max(least, Math.round(n)));

export function clampColumns(widths: {
  left: number;
  right: number;
}): { left: number; right: number } | null {
  // A page that isn't drawn measures nothing: that is no width that anybody chose.
  if (!(widths.left > 0) || !(widths.right > 0)) return null;
  return { left: within(widths.left, LEFT), right: within(widths.right, RIGHT) };
}
