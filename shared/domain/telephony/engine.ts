// Between the desk and the phone engine's page: what the desk orders and what the engine reports. The engine knows call
// ids and sound, never a patient's name or number; which SDK it drives is its own affair.
import { z } from 'zod';

const callId = z.uuid();
const deviceId = z.string().max(400);
export const audioDevice = z.strictObject({ id: deviceId, label: z.string().max(200) });
export type AudioDevice = z.infer<typeof audioDevice>;

export const engineOrder = z.discriminatedUnion('kind', [
  /** With a token for the first time, or a fresh one; `gateway` null = the carrier's own, else `127.0.0.1:PORT`. */
  z.strictObject({
    kind: z.literal('register'),
    token: z.string().max(8000),
    gateway: z.string().max(120).nullable(),
  }),
  z.strictObject({ kind: z.literal('unregister') }),
  z.strictObject({ kind: z.literal('accept'), callId }),
  z.strictObject({ kind: z.literal('reject'), callId }),
  z.strictObject({ kind: z.literal('connect'), callId }),
  /** After a crash of the engine: the token that the last engine reported. */
  z.strictObject({
    kind: z.literal('resume'),
    callId,
    connectToken: z.string().max(8000),
    muted: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('hang-up'), callId }),
  z.strictObject({ kind: z.literal('mute'), callId, on: z.boolean() }),
  z.strictObject({ kind: z.literal('dtmf'), callId, digits: z.string().regex(/^[0-9*#w]{1,32}$/) }),
  z.strictObject({
    kind: z.literal('devices'),
    input: deviceId.nullable(),
    output: deviceId.nullable(),
    ringer: deviceId.nullable(),
    /** 0 to 1. */
    ringVolume: z.number().min(0).max(1),
  }),
  z.strictObject({ kind: z.literal('silence-ring'), callId }),
  z.strictObject({ kind: z.literal('meter'), on: z.boolean() }),
  /** Records three seconds and plays them on the chosen output. */
  z.strictObject({ kind: z.literal('echo-test'), on: z.boolean() }),
  z.strictObject({ kind: z.literal('ring-test') }),
  z.strictObject({
    kind: z.literal('preflight'),
    token: z.string().max(8000),
    gateway: z.string().max(120).nullable(),
    on: z.boolean(),
  }),
  /** The system sleeps or wakes, or the network changed. */
  z.strictObject({ kind: z.literal('power'), event: z.enum(['suspend', 'resume', 'network']) }),
]);
export type EngineOrder = z.infer<typeof engineOrder>;
/** Orders are numbered from 1 in each life of an engine and taken in order. */
export const numberedOrder = z.strictObject({ n: z.int().min(1), order: engineOrder });

export const registrations = [
  'none',
  'registering',
  'registered',
  'reconnecting',
  'refused',
  'failed',
] as const;
/** Why it is not registered, in our words; the carrier's own code beside it for support. */
export const registrationWhys = [
  'token',
  'token-expired',
  'gateway',
  'rate',
  'microphone',
  'audio-blocked',
  'unknown',
] as const;
export const mediaStates = ['ringing', 'connecting', 'open', 'reconnecting', 'closed'] as const;
/** Why a leg is over. `zombie`: signalling was lost for good, its sound was cut and the server must end the leg. */
export const closedWhys = [
  'agent',
  'remote',
  'cancelled',
  'rejected',
  'microphone',
  'network',
  'zombie',
  'replaced',
  'error',
] as const;
export const qualityWords = ['good', 'fair', 'poor', 'unknown'] as const;

export const quality = z.strictObject({
  word: z.enum(qualityWords),
  /** 1 to 4.5; null = not measured in this second. */
  mos: z.number().min(0).max(5).nullable(),
  rttMs: z.number().min(0).nullable(),
  jitterMs: z.number().min(0).nullable(),
  lossPercent: z.number().min(0).max(100).nullable(),
  /** Warnings that stand now, in our words. */
  warnings: z
    .array(z.enum(['loss', 'jitter', 'latency', 'no-sound-in', 'no-sound-out', 'media-lost']))
    .max(6),
});
export type Quality = z.infer<typeof quality>;

export const preflightGrades = ['good', 'usable', 'poor', 'failed'] as const;
export const preflight = z.strictObject({
  state: z.enum(['running', 'done', 'cancelled']),
  grade: z.enum(preflightGrades).nullable(),
  checks: z
    .array(
      z.strictObject({
        check: z.enum(['microphone', 'output', 'signalling', 'media', 'quality']),
        result: z.enum(['waiting', 'running', 'good', 'poor', 'failed']),
        /** In the check's own unit (ms, MOS, dB), null = none. */
        figure: z.number().nullable(),
      }),
    )
    .max(10),
});
export type Preflight = z.infer<typeof preflight>;

export const engineReport = z.discriminatedUnion('kind', [
  /**
   * First thing after the page loaded, and again at each new port of the same page (the desk was started again): from
   * then on orders are numbered from 1, and what stands (registration, devices, each open leg as `media`) comes in the
   * same batch. Calls that are not in that batch are not known to this engine: those it is told to `resume`. `resume`
   * of a call that it has changes nothing and is answered by its `media`.
   */
  z.strictObject({ kind: z.literal('started'), audio: z.enum(['running', 'suspended']) }),
  /** The browser began to hold sound back, or somebody clicked in the phone's page and it no longer does. */
  z.strictObject({ kind: z.literal('audio'), state: z.enum(['running', 'suspended']) }),
  z.strictObject({ kind: z.literal('done'), n: z.int().min(1) }),
  /** An order that could not be carried out. */
  z.strictObject({
    kind: z.literal('refused'),
    n: z.int().min(1),
    why: z.enum(['no-call', 'busy', 'microphone', 'not-registered', 'error']),
  }),
  z.strictObject({
    kind: z.literal('registration'),
    state: z.enum(registrations),
    why: z.enum(registrationWhys).nullable(),
    code: z.int().nullable(),
    /** Seconds from now, as the gateway said; null = not known. */
    tokenLeftSeconds: z.number().nullable(),
  }),
  /** The gateway rings this leg for `callId`; null = an invite that names none of ours: it is refused. */
  z.strictObject({ kind: z.literal('ring'), callId: callId.nullable() }),
  z.strictObject({
    kind: z.literal('media'),
    callId,
    state: z.enum(mediaStates),
    why: z.enum(closedWhys).nullable(),
    /** The track's real state: false = what the agent says is sent. */
    muted: z.boolean(),
    /** Memory of the desk only; never stored, logged or shown. */
    connectToken: z.string().max(8000).nullable(),
    /** The carrier's own id of this leg, for the server to end it. */
    legSid: z
      .string()
      .regex(/^CA[0-9a-f]{32}$/)
      .nullable(),
  }),
  z.strictObject({ kind: z.literal('quality'), callId, quality }),
  z.strictObject({
    kind: z.literal('devices'),
    inputs: z.array(audioDevice).max(50),
    outputs: z.array(audioDevice).max(50),
    input: deviceId.nullable(),
    output: deviceId.nullable(),
    ringer: deviceId.nullable(),
    microphone: z.enum(['ready', 'denied', 'missing', 'silent', 'lost', 'unknown']),
    /** A device that was in use went away and another took its place. */
    switched: z.enum(['input', 'output', 'ringer']).nullable(),
  }),
  /** 0 to 1, while a meter is wanted. */
  z.strictObject({
    kind: z.literal('level'),
    input: z.number().min(0).max(1),
    output: z.number().min(0).max(1),
  }),
  z.strictObject({ kind: z.literal('echo-test'), state: z.enum(['recording', 'playing', 'done', 'failed']) }),
  z.strictObject({ kind: z.literal('preflight'), preflight }),
]);
export type EngineReport = z.infer<typeof engineReport>;
