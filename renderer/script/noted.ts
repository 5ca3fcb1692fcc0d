// What the notes of a call get when something of a script was said aloud (row 25). Notes are kept, sent with a message and
// carried along by a transfer; how a caller feels is not (C44, O3). So words that name a feeling, or were picked because of
// one, are ticked as said and written as acknowledged only. Pure.
import { fillTemplate, plainText } from '#shared/domain/script/fill.ts';
import type { ScriptFacts } from '#shared/domain/script/fields.ts';
import type { Phrase, PhraseKind } from '#shared/domain/script/script.ts';
import { t } from '../text/t.ts';

/** They say back what the caller seems to feel, whatever mood they were written for. */
const telling: readonly PhraseKind[] = ['name', 'understand'];

/** True = which phrase it was tells how the caller was. */
export const tellsState = (phrase: Pick<Phrase, 'kind' | 'moods'>): boolean =>
  telling.includes(phrase.kind) || phrase.moods.length > 0;

export const noteOfWords = (words: string, facts: ScriptFacts): string =>
  t('script.note', { words: plainText(fillTemplate(words, facts)) });

export const noteOf = (phrase: Phrase, facts: ScriptFacts): string =>
  tellsState(phrase) ? t('script.note.acknowledged') : noteOfWords(phrase.text, facts);
