// Telephony beyond a single call's buttons (those are `calls.*`): the agent's state, the phone engine, transfers, devices,
// recording, callbacks, voicemail. What is confirmed comes from the server; what was only asked for stands in `asked`.
import { z } from 'zod';
import { act, outboundRules } from '#shared/domain/telephony/acts.ts';
import { agent, wanted } from '#shared/domain/telephony/agent.ts';
import {
  engineReport,
  audioDevice,
  mediaStates,
  numberedOrder,
  preflight,
  quality,
  registrations,
  registrationWhys,
} from '#shared/domain/telephony/engine.ts';
import { liveCall, notice, queueState, went } from '#shared/domain/telephony/live.ts';
import { callback, directoryAnswer, voicemail } from '#shared/protocol/telephony.ts';
import { calling, nothing, request, topic } from './kinds.ts';

const at = z.string();
const everywhere = ['main', 'panel', 'compact'] as const;
const control = { effect: 'remote', when: 'open-or-locked', surfaces: everywhere } as const;

/** What the engine says of its own leg; null where no engine has it. */
export const media = z.strictObject({
  state: z.enum(mediaStates),
  muted: z.boolean(),
  quality: quality.nullable(),
});
export const liveView = liveCall.extend({
  media: media.nullable(),
  /** Kinds of acts that were asked and not confirmed yet. */
  asked: z.array(z.string().max(30)).max(20),
});
export type LiveView = z.infer<typeof liveView>;

/** What was asked and did not come to be, after its request had been answered: the newest first, gone after a minute. */
export const troubleWhats = [
  'answer',
  'hold',
  'resume',
  'mute',
  'unmute',
  'end',
  'ring',
  'connect',
  'act',
] as const;
export const trouble = z.strictObject({
  id: z.uuid(),
  at,
  callId: z.uuid().nullable(),
  what: z.enum(troubleWhats),
  /** With `act`: its kind. */
  act: z.string().max(30).nullable(),
  /** An error code: its sentence stands in the catalogue under `errors.<code>`. */
  code: z.string().max(60),
  /** How many of the same kind it stands for. */
  count: z.int().min(1),
});
export type Trouble = z.infer<typeof trouble>;

export const telephonyView = z.strictObject({
  /** `none`: this desk has no telephony; `practice-line`: the demo's line without sound; `live`: engine and server. */
  line: z.enum(['none', 'practice-line', 'live']),
  engine: z.strictObject({
    state: z.enum(['absent', 'starting', ...registrations]),
    why: z.enum(registrationWhys).nullable(),
    since: at,
    /** The browser holds sound back until somebody clicks in the phone's page. */
    audio: z.enum(['running', 'suspended', 'unknown']),
  }),
  /** Whether what is shown of the server is fresh; `since` when not. */
  server: z.strictObject({ state: z.enum(['fresh', 'stale', 'never']), since: at.nullable() }),
  agent: agent.nullable(),
  /** Asked and not confirmed. */
  askedState: wanted.nullable(),
  queues: z.array(queueState).max(60),
  callbacks: z.strictObject({ due: z.int(), waiting: z.int(), nextAt: at.nullable(), gaveUp: z.int() }),
  voicemails: z.int(),
  notices: z.array(notice).max(100),
  /** Where callers are now whom this agent let go by, handed on or lost. */
  went: z.array(went).max(50),
  trouble: z.array(trouble).max(20),
});
export type TelephonyView = z.infer<typeof telephonyView>;

export const devicesView = z.strictObject({
  inputs: z.array(audioDevice),
  outputs: z.array(audioDevice),
  input: z.string().nullable(),
  output: z.string().nullable(),
  ringer: z.string().nullable(),
  ringVolume: z.number().min(0).max(1),
  microphone: z.enum(['ready', 'denied', 'missing', 'silent', 'lost', 'unknown']),
  switched: z.enum(['input', 'output', 'ringer']).nullable(),
  echo: z.enum(['recording', 'playing', 'done', 'failed']).nullable(),
  preflight: preflight.nullable(),
});
export type DevicesView = z.infer<typeof devicesView>;

/** Numbers of this agent by the formulas of product.md 6; null = no denominator. */
export const myNumbers = z.strictObject({
  from: at,
  to: at,
  zone: z.string(),
  handled: z.int(),
  ahtSeconds: z.number().nullable(),
  acwSeconds: z.number().nullable(),
  holdSeconds: z.number().nullable(),
  occupancy: z.number().nullable(),
  /** Rings that went by, and how long this agent was out after them: no break. */
  missed: z.int(),
  declined: z.int(),
  outSeconds: z.number(),
  transferRate: z.number().nullable(),
  /** Calls whose times differ from the carrier's by more than a second (row 58); null = not compared yet. */
  differing: z.int().nullable(),
  comparedAt: at.nullable(),
});
export type MyNumbers = z.infer<typeof myNumbers>;

export const telephony = {
  view: request(nothing, telephonyView, { effect: 'read', when: 'open-or-locked', surfaces: everywhere }),
  /** Without numbers, handover and path while locked (C4). */
  live: request(nothing, z.array(liveView).max(50), {
    ...calling,
    effect: 'read',
    when: 'open-or-locked',
    surfaces: everywhere,
  }),
  /**
   * Anything that an agent asks of the server. A refusal is an error code (`outbound-refused`, `no-such-party`, ...), but for
   * a `dial` that rules stand against: then `rules` is not empty and nothing was dialled; ask again with overrides.
   * A dial that was accepted makes the call's row (`dialling`) under its callId, and its own sound connects.
   */
  act: request(act, z.strictObject({ rules: z.array(z.enum(outboundRules)).max(10) }), {
    ...calling,
    ...control,
    audit: 'telephony.act',
  }),
  dtmf: request(z.strictObject({ callId: z.uuid(), digits: z.string().regex(/^[0-9*#w]{1,32}$/) }), nothing, {
    ...calling,
    effect: 'control',
    when: 'open-or-locked',
    surfaces: everywhere,
    audit: null,
  }),
  silenceRing: request(z.strictObject({ callId: z.uuid() }), nothing, {
    effect: 'control',
    when: 'open-or-locked',
    surfaces: everywhere,
  }),
  directory: request(nothing, directoryAnswer.omit({ v: true }), { effect: 'remote', lease: 'free' }),
  devices: request(nothing, devicesView, { effect: 'control', when: 'open-or-locked' }),
  chooseDevices: request(
    z.strictObject({
      input: z.string().max(400).nullable(),
      output: z.string().max(400).nullable(),
      ringer: z.string().max(400).nullable(),
      ringVolume: z.number().min(0).max(1),
    }),
    devicesView,
    { effect: 'write', lease: 'free' },
  ),
  test: request(
    z.strictObject({ what: z.enum(['meter', 'echo', 'ring', 'preflight']), on: z.boolean() }),
    nothing,
    { effect: 'control', lease: 'free' },
  ),
  levels: request(nothing, z.strictObject({ input: z.number(), output: z.number() }), {
    effect: 'control',
    lease: 'free',
  }),
  callbacks: request(nothing, z.array(callback).max(500), {
    ...calling,
    effect: 'remote',
    audit: 'telephony.callbacks',
  }),
  voicemails: request(nothing, z.array(voicemail).max(500), {
    ...calling,
    effect: 'remote',
    audit: 'telephony.voicemails',
  }),
  /** Base64 of the sound (WAV), at most 700 kB: two minutes of telephone sound are 960 kB raw, so it is sent in parts. */
  voicemailSound: request(
    z.strictObject({ id: z.uuid(), part: z.int().min(0) }),
    z.strictObject({ parts: z.int().min(1), base64: z.string().max(900_000) }),
    { ...calling, effect: 'remote', audit: 'telephony.voicemail' },
  ),
  myNumbers: request(nothing, myNumbers, { effect: 'read', lease: 'free' }),
  /** Opens the engine's page: by itself where the host can, else the page opens it as a tab. */
  openEngine: request(nothing, z.strictObject({ opened: z.boolean() }), {
    effect: 'control',
    when: 'open-or-locked',
  }),
  changed: topic(everywhere),
  liveChanged: topic(everywhere),
  devicesChanged: topic(),

  // The engine's page, and nobody else.
  /** `ahead`: where there is none it is answered with the next one, or with none after 25 s. */
  orders: request(
    z.strictObject({ after: z.int().min(0), ahead: z.boolean().optional() }),
    z.array(numberedOrder).max(100),
    { effect: 'control', when: 'always', roles: 'any', surfaces: ['phone'] },
  ),
  report: request(z.strictObject({ reports: z.array(engineReport).min(1).max(100) }), nothing, {
    effect: 'control',
    when: 'always',
    roles: 'any',
    surfaces: ['phone'],
  }),
  ordered: topic(['phone']),
  /** Of the page's own calls those that the server has on hold, for what the tab says: ids, as everything there. */
  held: request(nothing, z.array(z.uuid()).max(50), {
    effect: 'read',
    when: 'always',
    roles: 'any',
    surfaces: ['phone'],
  }),
};
