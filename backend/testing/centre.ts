// A whole call centre for tests of telephony: database, backend on a socket, switch, desks with people at them.
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { uuidv7 } from 'uuidv7';
import type { Act } from '#shared/domain/telephony/acts.ts';
import type { LiveCall, Snapshot } from '#shared/domain/telephony/live.ts';
import { actAnswer, feedAnswer, tokenAnswer, type ActAnswer } from '#shared/protocol/telephony.ts';
import { buildBackend } from '../app.ts';
import { noChannels } from '../channels/channel.ts';
import { openPool } from '../db/pool.ts';
import { addEnrolCode } from '../devices/enrol.ts';
import type { Parts } from '../parts.ts';
import { applySeed } from '../people/seed.ts';
import { newSealKey, sealKeysFrom } from '../seal/keys.ts';
import { noProvider } from './keys.ts';
import { telephonyConfig } from '../telephony/config.ts';
import type { VoiceRunner } from '../telephony/runner.ts';
import { startTelephony } from '../telephony/start.ts';
import { closeServer } from './close.ts';
import { TestDesk } from './desk.ts';
import { startSwitch, switchAccount, switchToken, type Switch } from './switch.ts';

export const line = '+16175550100';
export const people = [
  { id: 'ann', name: 'Ann Agent', initials: 'AA', role: 'agent' },
  { id: 'ben', name: 'Ben Agent', initials: 'BA', role: 'agent' },
  { id: 'cas', name: 'Cas Nurse', initials: 'CN', role: 'nurse' },
  { id: 'sue', name: 'Sue Supervisor', initials: 'SS', role: 'supervisor' },
] as const;

export interface Seat {
  person: string;
  desk: TestDesk;
  identity: string;
  act: (act: Act, requestId?: string) => Promise<ActAnswer>;
  feed: (have?: number, waitMs?: number) => Promise<Snapshot | null>;
  now: () => Promise<Snapshot>;
  /** Waits until what is shown fits. */
  until: (fits: (snapshot: Snapshot) => boolean) => Promise<Snapshot>;
  /** The call as this person sees it; waits until it fits. */
  call: (callId: string, fits?: (call: LiveCall) => boolean) => Promise<LiveCall>;
  /** Signs on, phone ready, available. */
  ready: () => Promise<void>;
}
export interface Centre {
  pool: Pool;
  base: string;
  carrier: Switch;
  runner: VoiceRunner;
  logged: string[];
  seat: (person: string, org?: string) => Promise<Seat>;
  /** Time goes on by so much for the backend. */
  later: (seconds: number) => void;
  /** Everything that was begun is done. */
  settled: () => Promise<void>;
  /** One more process on the same database. */
  another: () => Promise<{ base: string; runner: VoiceRunner; close: () => Promise<void> }>;
  /** The backend's process ends and another one starts on the same database. */
  restart: () => Promise<void>;
  /** Every call is over and every agent offline. */
  clear: () => Promise<void>;
  close: () => Promise<void>;
}
export const wait = async <T>(work: () => Promise<T | null> | T | null, ms = 12_000): Promise<T> => {
  const until = Date.now() + ms;
  for (;;) {
    const value = await work();
    if (value !== null) return value;
    if (Date.now() > until) throw new Error('it did not come to that');
    await new Promise((resolve) => setTimeout(resolve, 8));
  }
};

/** @param freshDatabase with all tables, of `tests/support`, which the backend's own code may not know */
export async function startCentre(
  freshDatabase: () => Promise<{ url: string; close: () => Promise<void> }>,
  change: object = {},
  own: Partial<Parts> = {},
): Promise<Centre> {
  const database = await freshDatabase();
  const logged: string[] = [];
  const log = (event: string, fields?: object): void =>
    void logged.push(JSON.stringify({ event, ...fields }));
  const pool = openPool(database.url, log);
  await applySeed(pool, { organisation: { id: 'org-one', name: 'One (synthetic)' }, people: [...people] });
  await applySeed(pool, {
    organisation: { id: 'org-two', name: 'Two (synthetic)' },
    people: [{ id: 'zoe', name: 'Zoe Agent', initials: 'ZA', role: 'agent' }],
  });
  let offset = 0;
  const clock = (): Date => new Date(Date.now() + offset);
  let base = '';
  const carrier = await startSwitch(() => base);
  const parts = {
    pool,
    clock,
    random: { uuid: randomUUID },
    log,
    sealKeys: sealKeysFrom([newSealKey()]),
    ...noProvider(),
    protocols: [1, 2] as const,
    channels: noChannels,
    ...own,
  };
  const config = telephonyConfig.parse({
    organisation: 'org-one',
    accountSid: switchAccount,
    authToken: switchToken,
    apiKeySid: `SK${'2'.repeat(32)}`,
    apiKeySecret: 'd'.repeat(32),
    appSid: `AP${'3'.repeat(32)}`,
    apiUrl: carrier.url,
    gateway: '127.0.0.1:4444',
    queues: [
      { id: 'general', label: 'General' },
      { id: 'crisis', label: 'Crisis', skill: 'crisis' },
    ],
    lines: [
      { number: line, accountId: 'harbor', label: 'Harbor', queueId: 'general' },
      { number: '+16175550101', accountId: 'harbor', label: 'Crisis', queueId: 'crisis' },
      {
        number: '+16175550102',
        accountId: 'harbor',
        label: 'Menu',
        queueId: 'general',
        menu: [
          { prompt: 'Reason', say: 'Press 1 or 2.', digits: 1, queues: { 2: 'crisis' } },
          { prompt: 'Card', say: 'Type it.', digits: 16 },
        ],
      },
    ],
    callerIds: [{ number: line, accountId: 'harbor', label: 'Harbor' }],
    skills: [
      { personId: 'cas', skill: 'crisis', validUntil: null },
      { personId: 'ben', skill: 'crisis', validUntil: '2020-01-01' },
    ],
    recordingNotice: null,
    carrierTimeoutMs: 1_000,
    breathSeconds: 0,
    everyMs: null,
    ...change,
  });
  const build = async (port: number) => {
    let own = '';
    const telephony = await startTelephony(parts, {
      config,
      databaseUrl: database.url,
      ownUrl: () => own,
      newId: uuidv7,
    });
    const app = buildBackend({ ...parts, telephony });
    own = await app.listen({ port, host: '127.0.0.1' });
    const close = async (): Promise<void> => {
      await closeServer(app);
      await telephony.close();
    };
    return { telephony, base: own, runner: telephony.run(), close };
  };
  let running = await build(0);
  base = running.base;

  const centre: Centre = {
    pool,
    base,
    carrier,
    logged,
    get runner() {
      return running.runner;
    },
    async seat(person, org = 'org-one') {
      const code = `${org}.${randomUUID()}`;
      await addEnrolCode({ pool, clock }, code);
      const desk = new TestDesk(base);
      await desk.enrol(code);
      const ask = async (path: string, body: object): Promise<Record<string, unknown>> => {
        const answer = await desk.request(
          'POST',
          `/v2/telephony/${path}`,
          JSON.stringify({ v: 2, person, ...body }),
        );
        if (answer.status !== 200)
          throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.json)}`);
        return answer.json;
      };
      const seat: Seat = {
        person,
        desk,
        identity: tokenAnswer.parse(await ask('token', {})).identity,
        act: async (act, requestId = randomUUID()) => actAnswer.parse(await ask('act', { requestId, act })),
        feed: async (have = -1, waitMs = 0) => feedAnswer.parse(await ask('feed', { have, waitMs })).snapshot,
        now: async () => (await seat.feed()) as Snapshot,
        until: (fits) =>
          wait(async () => {
            const snapshot = await seat.now();
            return fits(snapshot) ? snapshot : null;
          }),
        call: (callId, fits = () => true) =>
          wait(async () => {
            const call = (await seat.now()).calls.find((one) => one.callId === callId);
            return call && fits(call) ? call : null;
          }),
        async ready() {
          await seat.act({ kind: 'phone', registered: true, microphone: true });
          await seat.feed();
          await seat.act({ kind: 'state', wanted: { state: 'available', reason: null } });
        },
      };
      return seat;
    },
    later: (seconds) => void (offset += seconds * 1000),
    settled: () => running.telephony.parts.voice.background.settled(),
    another: () => build(0),
    async restart() {
      await running.close();
      running = await build(Number(new URL(base).port));
    },
    async clear() {
      for (const call of carrier.calls.values()) await carrier.hangUp(call);
      await centre.settled();
      carrier.faults = [];
      carrier.telling = () => true;
      for (const table of ['offer', 'task', 'act', 'hook', 'notice', 'party'])
        await pool.query(`delete from voice_${table}`);
      for (const table of ['recording', 'kept_recording', 'callback'])
        await pool.query(`delete from voice_${table}`);
      await pool.query('delete from voice_call');
      await pool.query(
        `update voice_agent set state = 'offline', reason = null, next = null, missed = null, wrap_up_ends_at = null,
           ready_at = null,
           phone_registered = false`,
      );
      carrier.sent.length = 0;
      carrier.asked.length = 0;
      carrier.calls.clear();
      carrier.meetings.length = 0;
    },
    async close() {
      await running.close();
      await carrier.close();
      await pool.end();
      await database.close();
    },
  };
  return centre;
}
