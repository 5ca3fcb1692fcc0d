// The languages that call content exists in. English is the one that everything exists in and that anything falls back to.

/** ISO 639-1, English first. */
export const langs = ['en', 'es', 'id'] as const;
export type Lang = (typeof langs)[number];
export const isLang = (code: string): code is Lang => (langs as readonly string[]).includes(code);
