// <Record>: a beep, then what the caller says until a finishing key, silence, the limit or the end of the call. The action
// is asked for even when the caller hung up, because whoever keeps voicemail must hear of it.
import { pause, play, resolveUrl, type Context, type Next } from './context.ts';
import type { Verb } from './verbs.ts';

const lookEveryMs = 200;
/** RMS below which a telephone counts as silent. */
const loud = 200;

export async function record(context: Context, verb: Extract<Verb, { verb: 'Record' }>): Promise<Next> {
  const { parts, call, signal } = context;
  if (verb.beep) await play(context, { kind: 'tone', hz: 1_000, ms: 300 });
  if (signal.aborted) return null;
  const recorder = call.leg.record();
  const statusUrl = verb.status === null ? null : resolveUrl(verb.status.url, context.base);
  const recording = parts.recordings.begin({
    source: 'RecordVerb',
    callSid: call.sid,
    conferenceSid: null,
    channels: 1,
    callback: statusUrl === null || verb.status === null ? null : { ...verb.status, url: statusUrl },
    recorder,
  });
  const before = call.doing;
  call.doing = 'recording';
  parts.watch({ what: 'recording', call });
  let digits = '';
  const done = new AbortController();
  const stop = parts.calls.onDigit((pressing, digit) => {
    if (pressing !== call || !verb.finishOnKey.includes(digit)) return;
    digits = digit;
    done.abort();
  });
  const inner = { ...context, signal: AbortSignal.any([signal, done.signal]) };
  let quietMs = 0;
  let spoke = false;
  while (!inner.signal.aborted && recorder.lengthMs < verb.maxLength * 1_000) {
    await pause(inner, lookEveryMs);
    const speaking = call.leg.mouth.level(lookEveryMs) > loud;
    spoke ||= speaking;
    quietMs = speaking ? 0 : quietMs + lookEveryMs;
    if (verb.timeout > 0 && quietMs >= verb.timeout * 1_000) break;
  }
  stop();
  parts.recordings.finish(recording);
  if (call.doing === 'recording') call.doing = before;
  const hungUp = call.leg.end !== null;
  if (signal.aborted && !hungUp) return null;
  // Nobody said anything: the document goes on.
  if (!spoke && !hungUp) return null;
  return {
    url: verb.action,
    fields: {
      RecordingSid: recording.sid,
      RecordingUrl: parts.recordings.url(recording),
      RecordingDuration: String(Math.round(recording.seconds ?? 0)),
      Digits: hungUp ? 'hangup' : digits,
    },
  };
}
