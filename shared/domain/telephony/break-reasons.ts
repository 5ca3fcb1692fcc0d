// Why somebody is on a break. By itself, so that the page's first download takes the words without the schemas' library.

export const breakReasons = ['meal', 'rest', 'meeting', 'coaching', 'technical', 'other'] as const;
export type BreakReason = (typeof breakReasons)[number];
