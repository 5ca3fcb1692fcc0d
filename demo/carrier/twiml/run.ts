// Runs TwiML for a call: fetches a document, does its verbs one after the other, goes where they lead. A document that
// can't be had or understood ends the call with words, as Twilio does; one that only leads in circles is stopped.
import { callFields, isOver, type Call } from '../account/call.ts';
import type { Member, Queue } from '../account/queues.ts';
import type { Fields } from '../hooks/sender.ts';
import { pause, play, resolveUrl, type Context, type Next, type RunParts, type Start } from './context.ts';
import { step } from './step.ts';
import { readTwiml, type Document, type Verb } from './verbs.ts';
import { TwimlError } from './xml.ts';

export interface Runner {
  /** Takes the call over from whatever ran. */
  start(call: Call, start: Start): void;
  /** For hold, wait and announcement. Null: it can't be had. */
  document(call: Call | null, start: Start, fields: Fields, signal: AbortSignal): Promise<Document | null>;
}
/** So many documents within so short a time are a circle. */
const circle = { documents: 25, withinMs: 5_000 };
const sorry = 'We are sorry, an application error has occurred. Goodbye.';

export function makeRunner(parts: RunParts): Runner {
  const { hooks, wire, accountSid } = parts;
  const problem = (call: Call | null, code: number, message: string): void =>
    void wire.note('hook', 'problem', { ...(call ? { CallSid: call.sid } : {}), code, message });

  async function load(
    call: Call | null,
    start: Start,
    fields: Fields,
    signal: AbortSignal,
  ): Promise<Document | null> {
    let source: string;
    if ('twiml' in start) source = start.twiml;
    else {
      const answer = await hooks.ask(
        start.url,
        start.method,
        { ...(call ? callFields(call, accountSid) : { AccountSid: accountSid }), ...fields, ...start.fields },
        signal,
      );
      if (answer === null) {
        if (!signal.aborted) problem(call, 11_200, 'the document could not be fetched');
        return null;
      }
      source = answer.body;
    }
    try {
      const document = readTwiml(source);
      for (const warning of document.warnings) problem(call, 12_200, warning);
      return document;
    } catch (error) {
      if (!(error instanceof TwimlError)) throw error;
      problem(call, error.code, error.message);
      return null;
    }
  }

  async function run(verbs: readonly Verb[], context: Context): Promise<Next> {
    for (const verb of verbs) {
      if (context.signal.aborted) return null;
      const next = await step(verb, context, run, wait);
      if (next !== null) return next;
    }
    return null;
  }

  /** The documents of a call until it is over, or of one who waits until the wait is over. */
  async function follow(
    start: Start,
    context: Omit<Context, 'base'>,
  ): Promise<'done' | 'failed' | 'hang-up'> {
    const { call, signal, waiting } = context;
    let at: Start = start;
    const times: number[] = [];
    for (;;) {
      const began = performance.now();
      times.push(began);
      if (times.length > circle.documents) times.shift();
      if (times.length === circle.documents && began - (times[0] ?? 0) < circle.withinMs) {
        problem(call, 12_400, 'documents lead in a circle');
        return 'failed';
      }
      const fields = waiting ? parts.queues.fields(waiting.queue, waiting.member) : {};
      // What is asked after the caller hung up is asked all the same: somebody keeps a message or a place.
      const asking = isOver(call.status) ? AbortSignal.timeout(15_000) : signal;
      const document = await load(call, at, fields, asking);
      if (isOver(call.status)) return 'done';
      if (document === null) return 'failed';
      const base = 'url' in at ? at.url : null;
      const next = await run(document.verbs, { ...context, base });
      if (next === 'hang-up') return 'hang-up';
      if (next === null) return 'done';
      if (signal.aborted && !isOver(call.status)) return 'done';
      const url = resolveUrl(next.url, base);
      if (url === null) {
        problem(call, 11_100, 'an address that is none');
        return 'failed';
      }
      at = { url, method: 'POST', fields: next.fields };
    }
  }

  /** Plays what the wait URL says again and again, until the signal. */
  async function wait(
    context: Context,
    waitUrl: string | null,
    waiting: { queue: Queue; member: Member },
  ): Promise<void> {
    const inner = { ...context, waiting };
    const url = waitUrl === null ? null : resolveUrl(waitUrl, context.base);
    while (!context.signal.aborted) {
      const began = performance.now();
      const result = url === null ? 'failed' : await follow({ url, method: 'POST' }, inner);
      if (context.signal.aborted) return;
      if (result === 'hang-up') return parts.calls.end(context.call);
      if (result === 'failed') await heardFor(inner, 10_000);
      // A document without a sound must not be asked for a hundred times a second.
      else if (performance.now() - began < 900) await pause(inner, 1_000);
    }
  }
  async function heardFor(context: Context, ms: number): Promise<void> {
    const enough = new AbortController();
    const inner = { ...context, signal: AbortSignal.any([context.signal, enough.signal]) };
    void pause(inner, ms).then(() => enough.abort());
    await play(inner, { kind: 'music', tune: 'wait' }, 0);
  }

  return {
    start(call, start) {
      if (isOver(call.status)) return;
      call.script?.abort();
      const script = new AbortController();
      call.script = script;
      const context = { parts, call, signal: script.signal, waiting: null };
      void (async () => {
        const result = await follow(start, context);
        if (script.signal.aborted || isOver(call.status)) return;
        if (result === 'failed') {
          if (call.leg.state !== 'answered') call.leg.answer();
          await play({ ...context, base: null }, { kind: 'words', text: sorry });
          if (script.signal.aborted) return;
        }
        parts.calls.end(call, 'rejected');
      })();
    },
    document: load,
  };
}
