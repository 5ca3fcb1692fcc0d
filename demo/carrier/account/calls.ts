// The book of calls: follows every leg through the switchboard's events, sends the status callbacks, and keeps what is
// over for a while, because callers of the API ask afterwards.
import type { Hooks } from '../hooks/sender.ts';
import type { EndReason, Leg, Switchboard } from '../media/switchboard.ts';
import type { Callback } from '../twiml/verbs.ts';
import { callFields, durationOf, endStatus, isOver, rfc2822, type Call, type CallStatus } from './call.ts';

export interface NewCall {
  leg: Leg;
  kind: Call['kind'];
  from: string;
  to: string;
  direction: Call['direction'];
  callback?: Callback | null;
}
export interface Calls {
  add(input: NewCall): Call;
  find(sid: string): Call | null;
  /** Newest first. */
  list(): Call[];
  /** Ends it; nothing when it is over. `reason` counts only before an answer. */
  end(call: Call, reason?: EndReason): void;
  /** After its status changed; returns how to stop listening. */
  onChange(listener: (call: Call) => void): () => void;
  onDigit(listener: (call: Call, digit: string) => void): () => void;
  /** Settles when the call is over. */
  over(call: Call): Promise<void>;
}
export interface CallsParts {
  board: Switchboard;
  hooks: Hooks;
  accountSid: string;
  now: () => Date;
}
const mostKept = 2_000;
/** Which event of `StatusCallbackEvent` a status belongs to. */
const eventOf: Record<CallStatus, string> = {
  queued: 'initiated',
  ringing: 'ringing',
  'in-progress': 'answered',
  completed: 'completed',
  busy: 'completed',
  'no-answer': 'completed',
  failed: 'completed',
  canceled: 'completed',
};

export function makeCalls({ board, hooks, accountSid, now }: CallsParts): Calls {
  const book = new Map<string, Call>();
  const changed = new Set<(call: Call) => void>();
  const pressed = new Set<(call: Call, digit: string) => void>();

  function tell(call: Call): void {
    const { callback } = call;
    const event = eventOf[call.status];
    if (callback === null || !callback.events.includes(event)) return;
    const duration = durationOf(call);
    hooks.tell(call.sid, callback.url, callback.method, {
      ...callFields(call, accountSid),
      CallbackSource: 'call-progress-events',
      SequenceNumber: String(call.sequence++),
      Timestamp: rfc2822(now()),
      ...(duration === null
        ? {}
        : { CallDuration: String(duration), Duration: String(Math.ceil(duration / 60)) }),
    });
  }
  function become(call: Call, status: CallStatus): void {
    if (isOver(call.status) || call.status === status) return;
    call.status = status;
    if (status === 'in-progress') {
      call.answeredAt = now();
      call.answeredBy = call.detects;
    }
    if (isOver(status)) {
      call.endedAt = now();
      call.doing = 'nothing';
      call.script?.abort();
      call.script = null;
    }
    tell(call);
    for (const listener of changed) listener(call);
  }

  board.on((event) => {
    if (event.type === 'leg-ringing') with_(event.leg, (call) => become(call, 'ringing'));
    else if (event.type === 'leg-answered') with_(event.leg, (call) => become(call, 'in-progress'));
    else if (event.type === 'leg-ended') with_(event.leg, (call) => become(call, endStatus(event.leg)));
    else if (event.type === 'digit')
      with_(event.leg, (call) => {
        call.digits = (call.digits + event.digit).slice(-400);
        for (const listener of pressed) listener(call, event.digit);
      });
  });
  function with_(leg: Leg, work: (call: Call) => void): void {
    const call = book.get(leg.sid);
    if (call) work(call);
  }
  /** The oldest that are over go. */
  function trim(): void {
    if (book.size <= mostKept) return;
    for (const [sid, call] of book) {
      if (isOver(call.status)) book.delete(sid);
      if (book.size <= mostKept) return;
    }
  }

  return {
    add({ leg, kind, from, to, direction, callback = null }) {
      const call: Call = {
        sid: leg.sid,
        leg,
        kind,
        from,
        to,
        direction,
        createdAt: now(),
        status: direction === 'inbound' ? 'ringing' : 'queued',
        answeredAt: null,
        endedAt: null,
        answeredBy: null,
        detects: null,
        callback,
        sequence: 0,
        digits: '',
        script: null,
        queueSeconds: 0,
        doing: 'nothing',
      };
      book.set(call.sid, call);
      trim();
      if (direction === 'outbound-api') tell(call);
      // The leg may have moved on before the book knew of it.
      if (leg.state === 'ringing') become(call, 'ringing');
      if (leg.state === 'answered') become(call, 'in-progress');
      if (leg.state === 'ended') become(call, endStatus(leg));
      return call;
    },
    find: (sid) => book.get(sid) ?? null,
    list: () => [...book.values()].toReversed(),
    end(call, reason = 'cancelled') {
      if (isOver(call.status)) return;
      call.leg.hangUp(call.leg.answeredMs === null ? reason : 'hangup', 'carrier');
    },
    onChange(listener) {
      changed.add(listener);
      return () => changed.delete(listener);
    },
    onDigit(listener) {
      pressed.add(listener);
      return () => pressed.delete(listener);
    },
    over: (call) =>
      isOver(call.status)
        ? Promise.resolve()
        : new Promise((resolve) => {
            const stop = (): void => {
              if (!isOver(call.status)) return;
              changed.delete(stop);
              resolve();
            };
            changed.add(stop);
          }),
  };
}
