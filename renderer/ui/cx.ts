// Joins class names; what is false or empty is left out.
export const cx = (...names: (string | false | null | undefined)[]): string =>
  names.filter(Boolean).join(' ');

/** What a colour means, everywhere: amber = look at this, red = a person may come to harm, green = proven. */
export type Tone = 'neutral' | 'accent' | 'amber' | 'red' | 'green' | 'violet';
