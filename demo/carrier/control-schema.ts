// The carrier's control API: what the demo and tests may ask of the world outside (callers, callees, faults) and read of
// it. Loopback, bearer token, JSON; every path stands under `/control`. Errors are `{error}` with a 4xx or 5xx status.
import { z } from 'zod';
import { hookUrl, phoneNumber, webhooks } from './config.ts';

const ms = z.int().min(0).max(3_600_000);
const text = z.string().min(1).max(600);
const digits = z.string().regex(/^[0-9*#w]{1,40}$/);
const tone = z.strictObject({ hz: z.int().min(50).max(3_800), ms: ms.min(20) });

/** One thing that a caller does; steps run one after the other. `w` in pressed digits waits half a second. */
export const scriptStep = z.union([
  /** Spoken by an installed engine, else as a tone as long as the words would take; always a caption. */
  z.strictObject({ say: text }),
  z.strictObject({ tone }),
  z.strictObject({ silenceMs: ms }),
  z.strictObject({ press: digits }),
  z.strictObject({ hangUp: z.literal(true) }),
]);
export type ScriptStep = z.infer<typeof scriptStep>;

/** POST /control/callers → `callerPlaced`. */
export const callerBody = z.strictObject({
  /** E.164; empty = withheld. */
  number: phoneNumber.or(z.literal('')),
  dnis: phoneNumber,
  /** Pressed in menus before an agent answers, each `<Gather>` taking as many as it asks for. */
  typed: digits.optional(),
  /** Runs from the moment an agent is heard; loops never. */
  script: z.array(scriptStep).max(200).default([]),
  /** Said at these times after an agent answered. */
  captions: z
    .array(z.strictObject({ atMs: ms, text }))
    .max(100)
    .default([]),
  /** Said once when asked (`act {ask: true}`). */
  facts: text.nullable().default(null),
  /** Gives up when no agent answered after this long. */
  patienceMs: ms.default(600_000),
  /** Hears the recorder's beep and leaves a message of this length; null = hangs up at once. */
  voicemailMs: ms.nullable().default(4_000),
});
export type CallerBody = z.infer<typeof callerBody>;
export const callerPlaced = z.strictObject({ id: z.string(), callSid: z.string() });
export type CallerPlaced = z.infer<typeof callerPlaced>;

/** POST /control/callers/:id/act → `callerView`. */
export const callerAct = z.union([scriptStep, z.strictObject({ ask: z.literal(true) })]);
export type CallerAct = z.infer<typeof callerAct>;

/** One stretch of sound that a leg heard; `hz` null = silence or no clear tone; `level` is RMS, 0 to 32767. */
export const heard = z.strictObject({
  fromMs: z.number(),
  toMs: z.number(),
  hz: z.number().nullable(),
  /** Every tone of at least a quarter of the strongest, strongest first. */
  tones: z.array(z.number()),
  level: z.number(),
});
export type Heard = z.infer<typeof heard>;

export const callerStates = ['ringing', 'menu', 'queued', 'talking', 'held', 'recording', 'ended'] as const;
/** GET /control/callers/:id; GET /control/callers → an array of it, oldest first. */
export const callerView = z.strictObject({
  id: z.string(),
  callSid: z.string(),
  state: z.enum(callerStates),
  /** The backend's id of the call, once it named a conference after it. */
  callId: z.string().nullable(),
  number: z.string(),
  dnis: z.string(),
  /** What announcements said to this caller, newest last. */
  told: z.array(z.string()),
  /** What the caller said so far; `at` is an instant. */
  captions: z.array(z.strictObject({ at: z.string(), text: z.string() })),
  /** Sound that reached the caller, newest last. */
  heard: z.array(heard),
  endedBy: z.enum(['caller', 'carrier']).nullable(),
});
export type CallerView = z.infer<typeof callerView>;

/** POST /control/callees: what happens when this number is called; stands before the table of the README. */
export const calleeBody = z.strictObject({
  number: phoneNumber,
  does: z.enum(['answer', 'busy', 'no-answer', 'machine', 'decline', 'fail', 'hang-up-soon']),
  afterMs: ms.default(400),
  /** What an answering person sounds like. */
  hz: z.int().min(50).max(3_800).default(700),
});
export type CalleeBody = z.infer<typeof calleeBody>;

/** GET /control/legs?since=MS&hz=HZ: every leg that lives, and those that ended within the last minutes, newest first. */
export const legView = z.strictObject({
  callSid: z.string(),
  from: z.string(),
  to: z.string(),
  kind: z.enum(['caller', 'agent', 'callee']),
  status: z.string(),
  conference: z.string().nullable(),
  hold: z.boolean(),
  muted: z.boolean(),
  heard: z.array(heard),
  /** What came from the leg itself. */
  said: z.array(heard),
  /** When the last 20 ms of it ended that were no silence; null = never. */
  lastSaidMs: z.number().nullable(),
  /**
   * When the first 20 ms since then (and within the last 3 s) began that were no silence: of what it heard (with `&hz=` of
   * this tone alone), of what it said.
   */
  heardFromMs: z.number().nullable(),
  saidFromMs: z.number().nullable(),
  /** Digits that this leg sent. */
  digits: z.string(),
});
export type LegView = z.infer<typeof legView>;

export const hostileFrames = [
  'half-json',
  'no-type',
  'unknown-type',
  'wrong-shapes',
  'huge',
  'binary',
  'hostile-params',
] as const;
const path = z.string().max(200).default('');
const times = z.int().min(1).max(10_000).default(1);
/** POST /control/faults → `{}`. Switches stay as set until `clear`. */
export const fault = z.discriminatedUnion('kind', [
  /** Of calls that begin from now on: their signalling cannot be resumed ("zombie"). */
  z.strictObject({ kind: z.literal('withhold-reconnect-token'), on: z.boolean() }),
  /** Cuts every signalling socket now. */
  z.strictObject({ kind: z.literal('drop-sockets') }),
  z.strictObject({ kind: z.literal('refuse-sockets'), on: z.boolean() }),
  z.strictObject({ kind: z.literal('stop-heartbeats'), on: z.boolean() }),
  /** Every token issued so far counts as expired; those issued afterwards are taken. */
  z.strictObject({ kind: z.literal('expire-tokens') }),
  /** Sent to every socket. */
  z.strictObject({ kind: z.literal('hostile-frames'), frame: z.enum(hostileFrames) }),
  /** An error frame such as 31205 to every socket. */
  z.strictObject({ kind: z.literal('send-error'), code: z.int().min(10_000).max(99_999) }),
  /** The gateway takes invites, answers and re-invites, and says nothing. */
  z.strictObject({ kind: z.literal('unanswered-invites'), on: z.boolean() }),
  /** Re-invites (ICE restarts) alone are not answered. */
  z.strictObject({ kind: z.literal('unanswered-reinvites'), on: z.boolean() }),
  /** Sound between carrier and engine; each way. */
  z.strictObject({
    kind: z.literal('relay'),
    delayMs: z.number().min(0).max(5_000).default(0),
    lossPercent: z.number().min(0).max(100).default(0),
    jitterMs: z.number().min(0).max(5_000).default(0),
    blackout: z.boolean().default(false),
  }),
  /** The next `times` REST requests whose path contains `path`: refused before anything is done, or done and unanswered. */
  z.strictObject({
    kind: z.literal('rest'),
    does: z.enum(['fail', 'lose-answer']),
    path,
    method: z.enum(['GET', 'POST', 'DELETE']).nullable().default(null),
    times,
    status: z.int().min(400).max(599).default(503),
  }),
  /** The next `times` webhooks whose URL contains `path`. `reorder` sends one after the one that follows it. */
  z.strictObject({
    kind: z.literal('webhooks'),
    does: z.enum(['double', 'reorder', 'delay', 'drop', 'unsigned']),
    path,
    times,
    delayMs: ms.default(1_000),
  }),
  /** Everything works again; waiting faults of REST and webhooks are forgotten. */
  z.strictObject({ kind: z.literal('clear') }),
]);
export type Fault = z.infer<typeof fault>;

/**
 * GET /control/wire?after=N: REST and webhooks in their order, without tokens. GET /control/signals?since=MS: the frames of
 * the gateway (`WireLine`). GET /control/clients: who is registered (`ClientState`).
 */
export const wireEntry = z.strictObject({
  n: z.int().min(1),
  at: z.string(),
  what: z.enum(['rest', 'hook']),
  /** Method and path of a request; URL path of a webhook; `problem` for a TwiML warning or error. */
  name: z.string(),
  /** HTTP status; null while unanswered, 0 when there was no answer. */
  status: z.int().nullable(),
  /** Fields of the request or the webhook. */
  fields: z.record(z.string(), z.unknown()),
});
export type WireEntry = z.infer<typeof wireEntry>;

/** GET /control/recordings: what the recorder holds. */
export const recordingView = z.strictObject({
  sid: z.string(),
  status: z.string(),
  seconds: z.number(),
  conference: z.string().nullable(),
  callSid: z.string().nullable(),
});

/** POST /control/webhooks: where the account's numbers and its application point from now on. */
export const webhooksBody = webhooks;
/** POST /control/hook {url, fields}: sends one webhook, signed, as the carrier would (replays and forgeries of tests). */
export const hookBody = z.strictObject({
  url: hookUrl,
  fields: z.record(z.string().max(100), z.string().max(4_000)),
  signed: z.boolean().default(true),
});
