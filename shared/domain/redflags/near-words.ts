// Words of the language that look like a word of the lexicon and mean something else. Stems or plain words.
export const nearWords: ReadonlySet<string> = new Set('');
