// The project's own caller lines, for training and for measuring. Who wrote a line is in its id, so that a head can be
// tried on lines of somebody it was not trained on.
import { readFileSync } from 'node:fs';
import { callerStates, type CallerState } from '#shared/domain/emotion/states.ts';
import { isLang, type Lang } from '#shared/domain/script/languages.ts';
import { fromRoot, rowsOf, type Row } from './sets.ts';

export interface CallerLine {
  id: string;
  lang: Lang;
  text: string;
  state: CallerState;
  also: CallerState | null;
  /** Words that carry the state, as they stand in the text. */
  cues: string[];
  difficulty: string;
}

const stateOf = (value: string | undefined): CallerState | null =>
  callerStates.find((state) => state === value) ?? null;

/** Rows of the caller-line form; a row with an unknown state or language is left out. */
export function callerLinesOf(rows: readonly Row[]): CallerLine[] {
  return rows.flatMap((row) => {
    const state = stateOf(row['state']);
    const lang = row['lang'] ?? '';
    const text = row['text'] ?? '';
    if (!state || !isLang(lang) || text === '') return [];
    const cues = (row['cue'] ?? '').split('|').filter((cue) => cue !== '');
    const difficulty = row['difficulty'] ?? '';
    return [{ id: row['id'] ?? '', lang, text, state, also: stateOf(row['also']), cues, difficulty }];
  });
}

/** Training parts by language; a later part has a number. */
const parts: Record<Lang, readonly string[]> = {
  en: ['en-train', 'en-train-2'],
  es: ['es-train', 'es-train-2'],
  id: ['id-train', 'id-train-2'],
};
export const readCallerLines = (name: string): CallerLine[] =>
  callerLinesOf(rowsOf(readFileSync(fromRoot('data', 'caller-lines', `${name}.tsv`), 'utf8')));
export const trainingLines = (lang: Lang): CallerLine[] => parts[lang].flatMap(readCallerLines);
