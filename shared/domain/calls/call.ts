// A call as the desk knows it, and the pure state machine that every telephony line drives (rows 58, 61; product.md 7).
import { z } from 'zod';
import { callerNows, transfer } from '../telephony/live.ts';

const at = z.string();
export const callStates = ['ringing', 'dialling', 'active', 'held', 'wrap-up', 'ended', 'missed'] as const;
export type CallState = (typeof callStates)[number];
export const dispositions = [
  'resolved',
  'message-taken',
  'callback-promised',
  'transferred',
  'no-action',
  'wrong-number',
  'emergency-handed-over',
] as const;
export type Disposition = (typeof dispositions)[number];

export const callEvents = [
  'ring',
  'answer',
  'hold',
  'resume',
  'mute',
  'unmute',
  'hang-up-agent',
  'hang-up-caller',
  'missed',
  'note',
  'wrap-up-done',
  'reopen',
  'interrupted',
] as const;
export type CallEventKind = (typeof callEvents)[number];

/** What a line may be asked that it confirms later. */
export const asks = ['answer', 'hold', 'resume', 'mute', 'unmute', 'end'] as const;
export type CallAsk = (typeof asks)[number];

export const call = z.strictObject({
  id: z.uuid(),
  line: z.string().max(40),
  direction: z.enum(['incoming', 'outgoing']),
  number: z.string().max(40),
  dnis: z.string().max(40),
  accountId: z.string().max(60),
  state: z.enum(callStates),
  muted: z.boolean(),
  rangAt: at,
  answeredAt: at.nullable(),
  heldSince: at.nullable(),
  heldSeconds: z.number(),
  endedAt: at.nullable(),
  endedBy: z.enum(['agent', 'caller', 'line']).nullable(),
  wrapUpDoneAt: at.nullable(),
  disposition: z.enum(dispositions).nullable(),
  reasonCode: z.string().max(60).nullable(),
  notes: z.string().max(4000),
  /** Seconds that the caller waited in the queue before ringing here (row 116); null when the line doesn't say. */
  waitedSeconds: z.number().nullable(),
  patientId: z.string().max(120).nullable(),
  /**
   * Over here, by no wish of the caller's maybe: where they are now, as the server last said. Absent = it said nothing.
   * `endedBy: 'line'` with `queued` is a caller who waits and will be served, not one who was lost.
   */
  callerNow: z.enum(callerNows).optional(),
  /** This agent's handing on, as it came out: `failed` with `callerNow: 'queued'` is "nobody answered, back in the queue". */
  handedOn: transfer
    .pick({ kind: true, state: true, why: true })
    .extend({ label: transfer.shape.label.optional() })
    .optional(),
  /** Made to the practice's own side (clinician on call, department, listed contact): nobody there is verified as a patient. */
  toPractice: z.boolean().optional(),
  /** Whom this agent asked in a consultation, in order: taken back or not, they are told of. `at` is when it began. */
  consulted: z
    .array(
      transfer
        .pick({ label: true, state: true, partyId: true })
        // False = they were rung and never spoken to.
        .extend({ at, talked: z.boolean() }),
    )
    .max(20)
    .optional(),
  /** The recorder said that it ran while this agent was in it. */
  recorded: z.boolean().optional(),
  /** Asked of the line and not confirmed by it yet; a line that confirms at once leaves it empty. */
  asked: z.array(z.enum(asks)).max(6),
});
export type Call = z.infer<typeof call>;

/** What may happen in which state; everything else is refused as `call-state`. */
const allowed: Record<CallState, readonly CallEventKind[]> = {
  ringing: ['answer', 'hang-up-caller', 'hang-up-agent', 'missed', 'interrupted'],
  // Somebody is being called: `answer` is theirs.
  dialling: ['answer', 'mute', 'unmute', 'hang-up-agent', 'hang-up-caller', 'note', 'interrupted'],
  active: ['hold', 'mute', 'unmute', 'hang-up-agent', 'hang-up-caller', 'note', 'interrupted'],
  held: ['resume', 'mute', 'unmute', 'hang-up-agent', 'hang-up-caller', 'note', 'interrupted'],
  'wrap-up': ['note', 'wrap-up-done'],
  ended: ['reopen'],
  missed: [],
};
export const mayHappen = (state: CallState, event: CallEventKind): boolean => allowed[state].includes(event);

/** How long after its end a wrap-up may be taken back. */
export const reopenSeconds = 60;

const seconds = (from: string, to: string): number => Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);

/** The call after an event, or null when that event may not happen now. `now` is an ISO instant. */
export function step(c: Call, event: CallEventKind, now: string): Call | null {
  if (!mayHappen(c.state, event)) return null;
  const unheld = c.heldSince === null ? c.heldSeconds : c.heldSeconds + seconds(c.heldSince, now);
  const over = (by: Call['endedBy']): Call => ({
    ...c,
    heldSince: null,
    heldSeconds: unheld,
    endedAt: now,
    endedBy: by,
    muted: false,
    state: c.answeredAt === null && c.direction === 'incoming' ? 'missed' : 'wrap-up',
  });
  switch (event) {
    case 'answer':
      return { ...c, state: 'active', answeredAt: now };
    case 'hold':
      return { ...c, state: 'held', heldSince: now };
    case 'resume':
      return { ...c, state: 'active', heldSince: null, heldSeconds: unheld };
    case 'mute':
    case 'unmute':
      return { ...c, muted: event === 'mute' };
    case 'hang-up-agent':
      return over('agent');
    case 'hang-up-caller':
    case 'missed':
      return over('caller');
    case 'interrupted':
      return over('line');
    case 'wrap-up-done':
      return { ...c, state: 'ended', wrapUpDoneAt: now };
    case 'reopen':
      // A slip is taken back at once; later the call is history.
      return c.wrapUpDoneAt === null || seconds(c.wrapUpDoneAt, now) > reopenSeconds
        ? null
        : { ...c, state: 'wrap-up', wrapUpDoneAt: null, disposition: null };
    default:
      return c;
  }
}

/** Seconds of talk: from answer to end (or now) less the time on hold (product.md 6, AHT). */
export function talkSeconds(c: Call, now: string): number {
  if (c.answeredAt === null) return 0;
  const held = c.heldSince === null ? c.heldSeconds : c.heldSeconds + seconds(c.heldSince, now);
  return Math.max(0, seconds(c.answeredAt, c.endedAt ?? now) - held);
}

/** A new call that rings here, or one that this desk makes. */
export function ringing(
  known: Pick<Call, 'id' | 'line' | 'number' | 'dnis' | 'accountId' | 'rangAt' | 'waitedSeconds'>,
  direction: Call['direction'] = 'incoming',
): Call {
  const { id, line, number, dnis, accountId, rangAt, waitedSeconds } = known;
  return {
    id,
    line,
    number,
    dnis,
    accountId,
    rangAt,
    waitedSeconds,
    direction,
    state: direction === 'incoming' ? 'ringing' : 'dialling',
    muted: false,
    answeredAt: null,
    heldSince: null,
    heldSeconds: 0,
    endedAt: null,
    endedBy: null,
    wrapUpDoneAt: null,
    disposition: null,
    reasonCode: null,
    notes: '',
    patientId: null,
    asked: [],
  };
}

/** The same caller rings here again: nobody took it, or it came back. What was written about it stays. */
export const ringsAgain = (before: Call, rangAt: string, waitedSeconds: number | null): Call => ({
  ...ringing({ ...before, rangAt, waitedSeconds }),
  notes: before.notes,
  reasonCode: before.reasonCode,
  patientId: before.patientId,
});
