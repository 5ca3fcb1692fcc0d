// What every verb works with: the call, the document it stands in, and the account around it.
import type { Call } from '../account/call.ts';
import type { Calls } from '../account/calls.ts';
import type { Conferences } from '../account/conferences.ts';
import type { Member, Queue, Queues } from '../account/queues.ts';
import type { Recordings } from '../account/recordings.ts';
import type { Fields, Hooks } from '../hooks/sender.ts';
import type { Played, Sound } from '../media/switchboard.ts';
import type { Timers } from '../timers.ts';
import type { Wire } from '../wire.ts';

/** What scripted callers watch, to answer a menu or a recorder. */
export type Moment =
  | { what: 'told'; call: Call; text: string }
  | { what: 'menu'; call: Call; numDigits: number | null; finishOnKey: string }
  | { what: 'queued' | 'recording'; call: Call };
export interface RunParts {
  calls: Calls;
  conferences: Conferences;
  queues: Queues;
  recordings: Recordings;
  hooks: Hooks;
  wire: Wire;
  timers: Timers;
  fetch: typeof fetch;
  accountSid: string;
  watch: (moment: Moment) => void;
}
/** Where a document comes from. */
export type Start = { url: string; method: 'GET' | 'POST'; fields?: Fields } | { twiml: string };
/** Another document, the end of the call, or on to the next verb. */
export type Next = { url: string; fields: Fields } | 'hang-up' | null;

export interface Context {
  parts: RunParts;
  call: Call;
  /** Aborted when another document takes over and when the call is over. */
  signal: AbortSignal;
  /** URL of the document; null when it came by the API. */
  base: string | null;
  /** Set while it waits: then only what sounds, and Gather, Leave, Redirect and Hangup, are obeyed. */
  waiting: { queue: Queue; member: Member } | null;
}

/** Plays to the leg until it ends or the context does. */
export async function play(context: Context, sound: Sound, times = 1): Promise<Played> {
  const { leg } = context.call;
  if (context.signal.aborted) return 'stopped';
  const stop = (): void => leg.stopPlaying();
  context.signal.addEventListener('abort', stop, { once: true });
  try {
    return await leg.play(sound, { times });
  } finally {
    context.signal.removeEventListener('abort', stop);
  }
}

/** Settles after `ms` or with the context. */
export function pause({ parts, signal }: Context, ms: number): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const cancel = parts.timers.after(ms, done);
    function done(): void {
      cancel();
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done, { once: true });
  });
}

/** Relative to the document, as Twilio reads addresses; null when it is none. */
export const resolveUrl = (url: string, base: string | null): string | null =>
  URL.parse(url === '' ? (base ?? '') : url, base ?? undefined)?.href ?? null;
