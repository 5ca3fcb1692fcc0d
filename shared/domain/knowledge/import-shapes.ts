// What can be brought in from elsewhere, and what is said of what was not taken.
import { z } from 'zod';

export const importFormats = ['markdown', 'html', 'csv'] as const;
export type ImportFormat = (typeof importFormats)[number];

/** Bytes of one file; above it the file is refused by name. */
export const largestImport = 5_000_000;
/** Articles out of one import. */
export const mostImported = 500;

/** `refused` = nothing came of it; `cleaned` = the draft is there without this. */
export const importReasons = {
  'too-large': 'refused',
  'too-slow': 'refused',
  'not-text': 'refused',
  'wrong-format': 'refused',
  'too-deep': 'refused',
  'too-many': 'refused',
  damaged: 'refused',
  empty: 'refused',
  'no-title': 'refused',
  'no-body': 'refused',
  'no-head': 'refused',
  'bad-head': 'refused',
  'bad-row': 'refused',
  'missing-column': 'refused',
  'two-columns': 'refused',
  'drafts-full': 'refused',
  'unknown-column': 'cleaned',
  'bad-value': 'cleaned',
  formula: 'cleaned',
  script: 'cleaned',
  style: 'cleaned',
  frame: 'cleaned',
  svg: 'cleaned',
  image: 'cleaned',
  form: 'cleaned',
  handler: 'cleaned',
  'data-url': 'cleaned',
  'odd-link': 'cleaned',
  'hidden-characters': 'cleaned',
  html: 'cleaned',
  cut: 'cleaned',
} as const satisfies Record<string, 'refused' | 'cleaned'>;
export type ImportReason = keyof typeof importReasons;
export const importRefusal = z.strictObject({
  file: z.string().max(255),
  /** From 1; null = the whole file. */
  line: z.int().min(1).nullable(),
  why: z.enum(Object.keys(importReasons) as [ImportReason, ...ImportReason[]]),
  outcome: z.enum(['refused', 'cleaned']),
  /** A column, a key or a number of times; never the file's own sentences. */
  what: z.string().max(120),
});
export type ImportRefusal = z.infer<typeof importRefusal>;
