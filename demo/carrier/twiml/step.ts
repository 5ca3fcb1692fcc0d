// One verb. Answers where to go on: another document, the end of the call, or the next verb.
import { isOver } from '../account/call.ts';
import { fileSound } from './sound-of.ts';
import { conferenceVerb, dialQueue, enqueue, type Wait } from './meet.ts';
import { pause, play, type Context, type Next } from './context.ts';
import { gather } from './gather.ts';
import { record } from './record.ts';
import type { Verb } from './verbs.ts';

type Run = (verbs: readonly Verb[], context: Context) => Promise<Next>;
/** Before these the telephone goes on ringing. */
const unanswered = new Set<Verb['verb']>(['Reject', 'Redirect', 'Hangup', 'Pause', 'Leave']);
const whileWaiting = new Set<Verb['verb']>(['Say', 'Play', 'Pause', 'Gather', 'Redirect', 'Hangup', 'Leave']);

export async function step(verb: Verb, context: Context, run: Run, wait: Wait): Promise<Next> {
  const { parts, call, waiting } = context;
  const { leg } = call;
  if (waiting && !whileWaiting.has(verb.verb)) {
    parts.wire.note('hook', 'problem', {
      CallSid: call.sid,
      code: 12_200,
      message: `${verb.verb} while waiting`,
    });
    return null;
  }
  if (!unanswered.has(verb.verb) && leg.state !== 'answered' && leg.state !== 'ended') leg.answer();
  switch (verb.verb) {
    case 'Say':
      parts.watch({ what: 'told', call, text: verb.text });
      await play(context, { kind: 'words', text: verb.text }, verb.loop);
      return null;
    case 'Play': {
      if (verb.digits !== '') {
        await leg.sendDigits(verb.digits.toLowerCase());
        return null;
      }
      const sound = await fileSound(
        verb.url,
        context.base,
        waiting ? 'wait' : 'hold',
        parts.fetch,
        context.signal,
      );
      if (sound?.kind === 'music') await musicFor(context, sound, 20_000);
      else if (sound) await play(context, sound, verb.loop);
      else
        parts.wire.note('hook', 'problem', { CallSid: call.sid, code: 13_325, message: 'nothing to play' });
      return null;
    }
    case 'Pause':
      await pause(context, verb.seconds * 1_000);
      return null;
    case 'Gather':
      return gather(context, verb, run);
    case 'Enqueue':
      return enqueue(context, verb, wait);
    case 'Conference':
      return conferenceVerb(context, verb);
    case 'DialQueue':
      return dialQueue(context, verb);
    case 'Record':
      return record(context, verb);
    case 'Redirect':
      return { url: verb.url, fields: {} };
    case 'Reject':
      if (leg.state !== 'answered') leg.hangUp(verb.reason, 'carrier');
      return 'hang-up';
    case 'Hangup':
      if (!isOver(call.status) && leg.state !== 'answered') leg.hangUp('rejected', 'carrier');
      return 'hang-up';
    case 'Leave':
      waiting?.member.leave('leave');
      return waiting ? null : 'hang-up';
  }
}

/** Music has no end of its own; a file would have. */
async function musicFor(
  context: Context,
  sound: { kind: 'music'; tune: 'hold' | 'wait' | 'ringback' },
  ms: number,
): Promise<void> {
  const enough = new AbortController();
  const inner = { ...context, signal: AbortSignal.any([context.signal, enough.signal]) };
  void pause(inner, ms).then(() => enough.abort());
  await play(inner, sound, 0);
}
