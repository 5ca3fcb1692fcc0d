// Scripted callers: telephones that ring a line of the account, press what menus ask for, wait, and speak once an agent is
// there. Their words are captions as well, because not every computer can speak.
import { randomUUID } from 'node:crypto';
import type { Account } from '../account/account.ts';
import { isOver, type Call } from '../account/call.ts';
import type { CallerAct, CallerBody, CallerView, ScriptStep } from '../control-schema.ts';
import type { Line } from '../media/switchboard.ts';
import type { Timers } from '../timers.ts';

export interface Callers {
  place(body: CallerBody): { id: string; callSid: string };
  /** False: no such caller, or it is over. */
  act(id: string, act: CallerAct): boolean;
  view(id: string): CallerView | null;
  list(): CallerView[];
}
interface Caller {
  id: string;
  body: CallerBody;
  line: Line;
  call: Call;
  typed: string;
  facts: string | null;
  told: string[];
  captions: { at: string; text: string }[];
  /** What was said while an agent listened; stands still while the caller is held. */
  talkedMs: number;
  talkingSince: number | null;
  callId: string | null;
  next: (() => void) | null;
  saidUpTo: number;
  scripted: boolean;
  busy: Promise<unknown>;
}
const mostKept = 300;
/** A breath before a caller answers a question or a menu. */
const answerMs = 1_200;
const keyMs = 250;
const inName = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

export function makeCallers(account: Account, timers: Timers): Callers {
  const callers = new Map<string, Caller>();
  const { board, calls, now } = account;
  const of = (call: Call): Caller | undefined => [...callers.values()].find((c) => c.call === call);

  function say(caller: Caller, text: string): Promise<unknown> {
    caller.captions.push({ at: now().toISOString(), text });
    return caller.line.speak({ kind: 'words', text });
  }
  async function doStep(caller: Caller, step: ScriptStep): Promise<void> {
    const { line } = caller;
    if (line.state === 'ended') return;
    if ('say' in step) await say(caller, step.say);
    else if ('tone' in step) await line.speak({ kind: 'tone', ...step.tone });
    else if ('silenceMs' in step) await line.speak({ kind: 'silence', ms: step.silenceMs });
    else if ('press' in step) await line.press(step.press);
    else line.hangUp('hangup', 'leg');
  }
  const inTurn = (caller: Caller, steps: readonly ScriptStep[]): void => {
    for (const step of steps) caller.busy = caller.busy.then(() => doStep(caller, step));
  };

  /** Whether an agent hears the caller now. */
  function talking(caller: Caller): boolean {
    const { conference } = caller.line;
    const me = conference?.participant(caller.line.sid);
    return (
      conference?.state === 'in-progress' &&
      me !== undefined &&
      me !== null &&
      !me.held &&
      conference
        .participants()
        .some((p) => p.leg.sid !== caller.line.sid && p.leg.kind === 'client' && !p.held)
    );
  }
  /** Captions come at their time of talking; a hold stops the clock. */
  function follow(caller: Caller): void {
    const on = talking(caller);
    if (on === (caller.talkingSince !== null)) return;
    caller.next?.();
    caller.next = null;
    if (!on) {
      caller.talkedMs += performance.now() - (caller.talkingSince ?? 0);
      caller.talkingSince = null;
      return;
    }
    caller.talkingSince = performance.now();
    if (!caller.scripted) {
      caller.scripted = true;
      inTurn(caller, caller.body.script);
    }
    arm(caller);
  }
  function arm(caller: Caller): void {
    const caption = caller.body.captions[caller.saidUpTo];
    if (caption === undefined || caller.talkingSince === null) return;
    const gone = caller.talkedMs + performance.now() - caller.talkingSince;
    caller.next = timers.after(Math.max(0, caption.atMs - gone), () => {
      caller.saidUpTo++;
      void say(caller, caption.text);
      arm(caller);
    });
  }

  board.on((event) => {
    if (!('conference' in event)) return;
    for (const caller of callers.values()) {
      const { conference } = caller.line;
      if (conference === event.conference) caller.callId ??= inName.exec(conference.name)?.[0] ?? null;
      if (conference === event.conference || caller.talkingSince !== null) follow(caller);
    }
  });
  account.onMoment((moment) => {
    const caller = of(moment.call);
    if (!caller) return;
    if (moment.what === 'told') caller.told.push(moment.text);
    else if (moment.what === 'menu' && caller.typed !== '') {
      const end = moment.finishOnKey === '' ? -1 : caller.typed.search(/[#*]/);
      const count = moment.numDigits ?? (end < 0 ? caller.typed.length : end + 1);
      const keys = caller.typed.slice(0, count);
      caller.typed = caller.typed.slice(count);
      timers.after(keyMs, () => void caller.line.press(keys));
    } else if (moment.what === 'recording') {
      const { voicemailMs } = caller.body;
      if (voicemailMs === null) timers.after(keyMs, () => caller.line.hangUp('hangup', 'leg'));
      else {
        const { facts } = caller;
        if (facts === null) void caller.line.speak({ kind: 'tone', hz: 880, ms: voicemailMs });
        else void say(caller, facts);
        timers.after(voicemailMs + 500, () => caller.line.hangUp('hangup', 'leg'));
      }
    }
  });
  calls.onChange((call) => {
    const caller = isOver(call.status) ? of(call) : undefined;
    caller?.next?.();
  });

  function state(caller: Caller): CallerView['state'] {
    const { call, line } = caller;
    if (line.state === 'ended') return 'ended';
    if (call.doing === 'queued' || call.doing === 'recording') return call.doing;
    if (call.doing === 'conference') {
      if (line.conference?.participant(line.sid)?.held) return 'held';
      return talking(caller) ? 'talking' : 'queued';
    }
    return line.state === 'answered' ? 'menu' : 'ringing';
  }
  function view(caller: Caller): CallerView {
    const { id, call, line, body } = caller;
    return {
      id,
      callSid: call.sid,
      state: state(caller),
      callId: caller.callId,
      number: body.number,
      dnis: body.dnis,
      told: caller.told.slice(-200),
      captions: [...caller.captions],
      heard: line.ear.parts().map((part) => ({ ...part, tones: [...part.tones] })),
      endedBy: line.end === null ? null : line.end.by === 'leg' ? 'caller' : 'carrier',
    };
  }

  return {
    place(body) {
      // A withheld number reads so in Twilio's webhooks.
      const from = body.number === '' ? 'anonymous' : body.number;
      const line = board.line({ direction: 'in', from, to: body.dnis });
      const call = calls.add({ leg: line, kind: 'caller', from, to: body.dnis, direction: 'inbound' });
      const caller: Caller = {
        id: randomUUID(),
        body,
        line,
        call,
        typed: body.typed ?? '',
        facts: body.facts,
        told: [],
        captions: [],
        talkedMs: 0,
        talkingSince: null,
        callId: null,
        next: null,
        saidUpTo: 0,
        scripted: false,
        busy: Promise.resolve(),
      };
      callers.set(caller.id, caller);
      for (const [id, old] of callers) {
        if (callers.size <= mostKept) break;
        if (old.line.state === 'ended') callers.delete(id);
      }
      timers.after(body.patienceMs, () => {
        if (!caller.scripted && call.doing !== 'recording') line.hangUp('hangup', 'leg');
      });
      account.incoming(call);
      return { id: caller.id, callSid: call.sid };
    },
    act(id, act) {
      const caller = callers.get(id);
      if (!caller || caller.line.state === 'ended') return false;
      if ('ask' in act) {
        const { facts } = caller;
        caller.facts = null;
        if (facts !== null)
          timers.after(answerMs, () => {
            if (caller.line.state !== 'ended') void say(caller, facts);
          });
      } else if ('hangUp' in act) caller.line.hangUp('hangup', 'leg');
      else inTurn(caller, [act]);
      return true;
    },
    view(id) {
      const caller = callers.get(id);
      return caller ? view(caller) : null;
    },
    list: () => [...callers.values()].map(view),
  };
}
