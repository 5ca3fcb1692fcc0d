// What is said of an ask of the call that came to nothing: in the words of that ask where there are any, since "the line is down"
// says nothing to somebody who is still heard. Pure.
import { errorText, hasText, t } from '../text/t.ts';
import type { Ask } from './store.ts';

export interface RefusedWords {
  what: string;
  why: string;
}
export function refusedWords(ask: Ask, code: string): RefusedWords {
  const own = `calls.refused.${ask}.${code}`;
  if (hasText(own)) return { what: t(own), why: '' };
  const { sentence, next } = errorText(code);
  return { what: t(`calls.refused.${ask}`), why: `${sentence} ${next}` };
}

/** As one text, where it is said beside nothing: a toast. */
export const refusedText = (ask: Ask, code: string): string => {
  const { what, why } = refusedWords(ask, code);
  return why === '' ? what : `${what} ${why}`;
};

/** These alone are said at the call's own buttons, whoever was asked: the desk at once, or the server afterwards. */
export const controlAsks = ['hold', 'resume', 'mute', 'unmute', 'end'] as const satisfies readonly Ask[];
export const placesOf = (callId: string): string[] => controlAsks.map((ask) => `${ask} ${callId}`);

/** What to say at the buttons of this call: what the desk refused itself, else what came to nothing after it was asked. */
export function refusalShown(
  callId: string,
  own: { ask: Ask; failure: { code: string } } | undefined,
  later: Readonly<Record<string, { readonly code: string }>>,
): RefusedWords | null {
  if (own) return own.failure.code === 'busy' ? null : refusedWords(own.ask, own.failure.code);
  const ask = controlAsks.find((each) => later[`${each} ${callId}`] !== undefined);
  return ask === undefined ? null : refusedWords(ask, later[`${ask} ${callId}`]?.code ?? '');
}
