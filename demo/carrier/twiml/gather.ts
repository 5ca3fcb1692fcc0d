// <Gather>: plays what stands inside until a key is pressed, then collects keys until there are enough, the finishing key
// came, or nobody pressed for `timeout` seconds.
import { pause, type Context, type Next } from './context.ts';
import type { Verb } from './verbs.ts';

export async function gather(
  context: Context,
  verb: Extract<Verb, { verb: 'Gather' }>,
  inside: (verbs: readonly Verb[], inner: Context) => Promise<unknown>,
): Promise<Next> {
  const { parts, call, signal } = context;
  const { numDigits, finishOnKey, timeout } = verb;
  let digits = '';
  let finished: 'keys' | 'finish-key' | null = null;
  let finishKey = '';
  const prompts = new AbortController();
  const quiet = new Set<AbortController>();
  const stop = parts.calls.onDigit((pressing, digit) => {
    if (pressing !== call || finished !== null) return;
    prompts.abort();
    if (finishOnKey.includes(digit)) {
      finished = 'finish-key';
      finishKey = digit;
    } else {
      digits += digit;
      if (digits.length >= (numDigits ?? 128)) finished = 'keys';
    }
    for (const wait of quiet) wait.abort();
  });
  const before = call.doing;
  call.doing = 'menu';
  try {
    parts.watch({ what: 'menu', call, numDigits, finishOnKey });
    await inside(verb.inside, { ...context, signal: AbortSignal.any([signal, prompts.signal]) });
    // Every key begins the wait anew.
    let seen: string | null = null;
    while (finished === null && seen !== digits && !signal.aborted) {
      seen = digits;
      const wait = new AbortController();
      quiet.add(wait);
      await pause({ ...context, signal: AbortSignal.any([signal, wait.signal]) }, timeout * 1_000);
      quiet.delete(wait);
    }
  } finally {
    stop();
    if (call.doing === 'menu') call.doing = before;
  }
  if (signal.aborted || (digits === '' && finishKey === '' && !verb.emptyToo)) return null;
  return {
    url: verb.action,
    fields: { Digits: digits, ...(finishKey === '' ? {} : { FinishedOnKey: finishKey }), msg: 'Gather End' },
  };
}
