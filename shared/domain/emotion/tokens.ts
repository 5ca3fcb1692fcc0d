// An utterance cut into words, marks and pictographs, each with its place, so that what caused a hint can be shown.
/** UTF-16 units looked at; what comes after is not heard. Keeps an utterance of any length within the time limit. */
export const longestText = 2000;

export interface Token {
  /** Lower case, with a straight apostrophe. */
  word: string;
  /** UTF-16 places in the text that was given. */
  start: number;
  end: number;
}

const pattern =
  /\[name\]|\[religion\]|\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)?|\p{N}+|\p{Extended_Pictographic}|[!?¿¡]+|\.{2,}|[.,;:()"*/-]/giu;

export const cut = (text: string): string => text.slice(0, longestText);

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of cut(text).matchAll(pattern))
    tokens.push({
      word: match[0].toLowerCase().replaceAll('’', "'"),
      start: match.index,
      end: match.index + match[0].length,
    });
  return tokens;
}
