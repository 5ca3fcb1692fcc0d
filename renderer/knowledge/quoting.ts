// Takes marked words into the note: the desk proves them (id, version, exact text), then whoever writes takes them.
import type { ArticleQuote, TextRange } from '#shared/domain/knowledge/article.ts';
import type { Failure } from '#shared/domain/result.ts';
import { useDeskView } from '../app/desk-store.ts';
import { noteSaid } from '../app/note-said.ts';
import { careline } from '../bridge/index.ts';
import { t, type TextKey } from '../text/t.ts';
import { longestQuote } from './quote-range.ts';

/** A form that is drawn takes a quote within a frame or two (ms). */
const taking = 250;

export type Quoted = { said: TextKey } | Failure;

export async function quoteIntoNote(id: string, version: number, range: TextRange): Promise<Quoted> {
  if (range[1] - range[0] > longestQuote) return { said: 'knowledge.quote.too-long' };
  const quoted = await careline.knowledge.quote({ id, version, range });
  if (!quoted.ok) return quoted;
  if (await isTaken(quoted.value)) return { said: 'knowledge.quote.draft' };
  const { draftId, centre, contextId } = useDeskView.getState();
  const draft = centre.kind === 'draft' ? centre.draftId : draftId;
  if (draft !== null) return addToDraft(draft, quoted.value);
  return contextId === null ? { said: 'knowledge.quote.nowhere' } : addToCall(contextId, quoted.value);
}

/** Offers it to an open form; taken back when nobody wanted it, so that it can't turn up in another message later. */
function isTaken(quote: ArticleQuote): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (taken: boolean): void => {
      clearTimeout(timer);
      stop();
      if (!taken) useDeskView.getState().setQuoted(null);
      resolve(taken);
    };
    useDeskView.getState().setQuoted(quote);
    const stop = useDeskView.subscribe(({ quoted }) => quoted !== quote && end(true));
    const timer = setTimeout(() => end(false), taking);
  });
}

/** The form is not drawn now, so nobody else writes the draft: it finds the quote when it opens. */
async function addToDraft(id: string, quote: ArticleQuote): Promise<Quoted> {
  const draft = await careline.messages.draft({ id });
  if (!draft.ok) return draft;
  const { fields } = draft.value;
  const kept = await careline.messages.keep(
    { id, fields: { ...fields, quotes: [...fields.quotes, quote].slice(-20) } },
    { sureWithin: 10_000 },
  );
  return kept.ok ? { said: 'knowledge.quote.draft' } : kept;
}

async function addToCall(callId: string, quote: ArticleQuote): Promise<Quoted> {
  const line = t('knowledge.quote.line', { text: quote.text, title: quote.title, version: quote.version });
  if (noteSaid(callId, line)) return { said: 'knowledge.quote.note' };
  const call = await careline.calls.read({ callId });
  if (!call.ok) return call.code === 'not-found' ? { said: 'knowledge.quote.nowhere' } : call;
  const notes = [call.value.notes, line].filter(Boolean).join('\n').slice(0, 4000);
  const kept = await careline.calls.note({ callId, notes }, { sureWithin: 10_000 });
  return kept.ok ? { said: 'knowledge.quote.note' } : kept;
}
