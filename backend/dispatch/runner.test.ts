// Ladders on a real PostgreSQL: who is reached when, what stops it, and that nobody is reached twice.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demoDocuments } from '#demo/documents/documents.ts';
import { startTestBackend, type TestBackend } from '#tests/support/test-backend.ts';
import type { EntryOf } from '#shared/domain/messages/entry.ts';
import { laneStart } from '#shared/protocol/seal-format.ts';
import { channelsConfig, makeChannels } from '../channels/make.ts';
import { noChannels, type Channels } from '../channels/channel.ts';
import { publish } from '../documents/documents.ts';
import type { LaneItem } from '#shared/protocol/lanes.ts';
import { soundMessage, type TestDesk } from '../testing/desk.ts';
import { loadCase } from './case.ts';
import { startRunner, type DispatchParts, type Runner } from './runner.ts';

/** A Sunday morning in the sample schedules. */
const t0 = Date.parse('2026-11-22T08:00:00.000Z');
const at = (minutes: number): string => new Date(t0 + minutes * 60_000).toISOString();

let backend: TestBackend;
let channels: Channels;
let runner: Runner;
const partsWith = (own: Channels): DispatchParts => ({
  ...backend.parts,
  channels: own,
  ownUrl: () => backend.base,
});
beforeAll(async () => {
  backend = await startTestBackend();
  channels = await makeChannels(channelsConfig.parse({ capture: true }), backend.parts);
  runner = startRunner(partsWith(channels), null);
  await publish(backend.pool, 'org-one', demoDocuments, new Date(t0));
});
afterAll(() => backend?.close());
beforeEach(async () => {
  await backend.pool.query(
    'delete from captured; delete from ladder; update device_lane set more_until = null',
  );
});

interface Open {
  desk: TestDesk;
  id: string;
  /** Pushes entries about it in the urgent lane. */
  add: (...bodies: object[]) => Promise<LaneItem[]>;
}
async function open(
  fields: object = {},
  more = false,
  savedAt = at(0),
  clockOffsetMs: number | null = null,
): Promise<Open> {
  backend.setNow(at(0));
  const desk = await backend.enrolled();
  const id = randomUUID();
  const all = { urgency: 'urgent-clinical', reasonCode: 'clinical_message', ...fields };
  const text = JSON.stringify({ ...soundMessage(id, all), savedAt, clockOffsetMs });
  const item = await desk.laneItem('urgent', { id, urgency: 0, text });
  let head = item.hash;
  expect((await desk.push2('urgent', [item], laneStart('urgent'), more)).status).toBe(200);
  return {
    desk,
    id,
    add: async (...bodies) => {
      const items = [];
      for (const body of bodies)
        items.push(await desk.entry('urgent', id, body, { takenAt: backend.parts.clock().toISOString() }));
      const answer = await desk.push2('urgent', items, head);
      expect(answer.json['results']).toMatchObject(items.map(() => ({ result: 'applied' })));
      head = items.at(-1)!.hash;
      return items;
    },
  };
}
const turnAt = async (minutes: number): Promise<void> => {
  backend.setNow(at(minutes));
  await runner.turn();
};
type Attempt = EntryOf<'attempt'>;
async function attempts(id: string): Promise<Attempt[]> {
  const found = await loadCase(backend.pool, backend.parts, 'org-one', id);
  return (found?.entries ?? []).filter((e): e is Attempt => e.body.kind === 'attempt');
}
const told = async (id: string): Promise<string[]> =>
  (await attempts(id)).map((e) => `${e.body.stepId} ${e.body.result}`);
const captured = async (): Promise<{ channel: string; sent_to: string; text: string; link: string }[]> =>
  (await backend.pool.query('select channel, sent_to, text, link from captured order by id')).rows;

describe('a ladder', () => {
  it('goes from step to step by its minutes; nothing of a patient is sent', async () => {
    const { id } = await open();
    await turnAt(0);
    expect(await told(id)).toEqual(['urgent-app dialling', 'urgent-app sent']);
    await turnAt(1);
    expect(await captured()).toHaveLength(1);
    await turnAt(2.1);
    await turnAt(5);
    await turnAt(10);
    const steps = (await told(id)).filter((s) => s.endsWith('sent'));
    expect(steps).toEqual([
      'urgent-app sent',
      'urgent-voice sent',
      'urgent-second sent',
      'urgent-backup sent',
    ]);
    await turnAt(20);
    await turnAt(30);
    await turnAt(31);
    await turnAt(90);
    // The last step, the patient, is for the agent.
    expect((await told(id)).filter((s) => s.includes('dialling'))).toHaveLength(6);
    const all = JSON.stringify(await captured());
    for (const word of ['Synthetic', '1955', '617555016', 'Riverside', 'call me back'])
      expect(all).not.toContain(word);
    expect(all).toContain(id.slice(-6).toUpperCase());
  });

  it.each([
    ['knows', 2 * 24 * 3_600_000],
    ['does not know', null],
  ])('begins when the message came, however far the desk’s clock runs ahead: it %s', async (_, offset) => {
    const { id } = await open({}, false, at(2 * 24 * 60), offset);
    await turnAt(0.1);
    expect(await told(id)).toEqual(['urgent-app dialling', 'urgent-app sent']);
    await turnAt(2.1);
    expect(await told(id)).toContain('urgent-voice sent');
  });

  it('ends by a person’s acceptance on the page, which desks then hear of', async () => {
    const { id, desk } = await open();
    await turnAt(0);
    const [{ link } = { link: '' }] = await captured();
    const seen = await (await fetch(link)).text();
    expect(seen).toContain('Synthetic Patient');
    expect(await told(id)).toHaveLength(2);
    expect((await fetch(`${link}/accept`, { method: 'POST' })).status).toBe(200);
    expect((await fetch(`${link}/accept`, { method: 'POST' })).status).toBe(200);
    await turnAt(60);
    expect(await told(id)).toEqual(['urgent-app dialling', 'urgent-app sent', 'urgent-app accepted']);
    const other = await backend.enrolled();
    await other.handshake2((await readerKey()).publicKey);
    const kinds = (await other.changes()).filter((c) => c.deviceId === null).length;
    expect(kinds).toBeGreaterThanOrEqual(3);
    expect(desk.device).not.toBe(other.device);
  });

  it('tries the next person soon after somebody cannot, and not all at once when it comes late', async () => {
    const { id } = await open();
    // The backend was away for half an hour.
    await turnAt(35);
    expect(await captured()).toHaveLength(1);
    await turnAt(36);
    expect(await captured()).toHaveLength(1);
    await turnAt(37.1);
    const sent = await captured();
    expect(sent.map((c) => c.channel)).toEqual(['mail', 'voice']);
    await fetch(`${sent[1]!.link}/decline`, { method: 'POST' });
    await turnAt(37.2);
    expect((await told(id)).slice(-3)).toEqual([
      'urgent-voice declined',
      'urgent-second dialling',
      'urgent-second sent',
    ]);
  });

  it('goes on when the account it lacked is published', async () => {
    const { id } = await open({ accountId: 'late-clinic' });
    await turnAt(0);
    expect(await told(id)).toEqual([]);
    const riverside = demoDocuments
      .filter((d) => d.id === 'riverside')
      .map((d) => ({ ...d, id: 'late-clinic', json: d.json.replaceAll('"riverside"', '"late-clinic"') }));
    await publish(backend.pool, 'org-one', riverside, new Date(t0));
    await turnAt(1);
    expect(await told(id)).toEqual(['urgent-app dialling', 'urgent-app sent']);
  });

  it('leaves alone what may wait, is accepted, closed, or has no account here', async () => {
    const waits = await open({ urgency: 'non-clinical', reasonCode: 'billing' });
    const foreign = await open({ accountId: 'elsewhere' });
    const taken = await open();
    const attempt = await handAttempt('accepted', 'urgent-voice');
    await taken.add(attempt);
    await turnAt(0);
    await turnAt(60);
    expect(await captured()).toEqual([]);
    for (const one of [waits, foreign]) expect(await told(one.id)).toEqual([]);
  });
});

const readerKey = async (): Promise<{ publicKey: string }> => {
  const pair = (await globalThis.crypto.subtle.generateKey('X25519', true, ['deriveBits'])) as CryptoKeyPair;
  const raw = await globalThis.crypto.subtle.exportKey('raw', pair.publicKey);
  return { publicKey: Buffer.from(raw).toString('base64') };
};
const handAttempt = async (
  result: string,
  stepId: string,
  attemptId: string = randomUUID(),
): Promise<object> => ({
  kind: 'attempt',
  attemptId,
  stepId,
  contact: { personId: 'keiko-sato', name: 'Dr Keiko Sato', role: 'primary' },
  method: 'voice',
  to: '+16175550177',
  result,
  note: '',
});

describe('desk and backend together', () => {
  it('does not repeat a step that a desk did by hand', async () => {
    const { id, add } = await open();
    await add(await handAttempt('no-answer', 'urgent-voice'));
    await turnAt(3);
    const steps = (await told(id)).filter((s) => s.endsWith('dialling'));
    expect(steps).not.toContain('urgent-voice dialling');
    // A link to the person who was just phoned would only reach them twice.
    expect(steps).toEqual([]);
    await turnAt(5.1);
    expect((await told(id)).filter((s) => s.endsWith('dialling'))).toEqual(['urgent-second dialling']);
  });

  it('waits while a desk dials, holds it, or said that more comes', async () => {
    const { id, add } = await open({}, true);
    await turnAt(0);
    expect(await told(id)).toEqual([]);
    await turnAt(0.2);
    expect(await told(id)).toEqual(['urgent-app dialling', 'urgent-app sent']);
    await add({ kind: 'claim', until: at(9) });
    await turnAt(5);
    expect(await told(id)).toHaveLength(2);
    const attemptId = randomUUID();
    backend.setNow(at(8.9));
    const rows = await add(await handAttempt('dialling', 'urgent-voice', attemptId));
    expect(rows).toHaveLength(1);
    await turnAt(9.1);
    expect((await told(id)).filter((s) => s.startsWith('urgent-second'))).toEqual([]);
  });

  it('goes on when a person takes an acceptance back; no step is repeated, and the link accepts anew', async () => {
    const { id, add } = await open();
    await turnAt(0);
    const [{ link } = { link: '' }] = await captured();
    await fetch(`${link}/accept`, { method: 'POST' });
    await turnAt(3);
    expect((await told(id)).at(-1)).toBe('urgent-app accepted');
    const { attemptId } = (await attempts(id))[0]!.body;
    const back = await handAttempt('no-answer', 'urgent-app', attemptId);
    await add({ ...back, method: 'app', note: 'Accepted by mistake: not on call tonight.' });
    await turnAt(4);
    await turnAt(4.5);
    expect((await told(id)).filter((s) => s.endsWith('dialling'))).toEqual([
      'urgent-app dialling',
      'urgent-voice dialling',
    ]);
    expect(await (await fetch(link)).text()).toContain('Nobody has accepted it yet');
    for (let i = 0; i < 2; i++) await fetch(`${link}/accept`, { method: 'POST' });
    await turnAt(90);
    expect((await told(id)).slice(-3)).toEqual([
      'urgent-voice dialling',
      'urgent-voice sent',
      'urgent-app accepted',
    ]);
    expect(await (await fetch(link)).text()).toContain('You accepted it');
  });

  it('says so and goes on when a channel isn’t configured', async () => {
    const { id } = await open();
    const dumb = startRunner(partsWith(noChannels), null);
    backend.setNow(at(2));
    await dumb.turn();
    expect(await told(id)).toEqual(['urgent-app failed', 'urgent-voice failed']);
    expect((await attempts(id))[0]!.body.note).toBe('this channel is not configured');
  });
});

describe('a backend that dies in mid-ladder', () => {
  it('never repeats what it began: unknown outcome after two minutes, then the next step', async () => {
    const { id } = await open();
    // The channel never answers: the process would be killed here.
    let reached = 0;
    const stuck: Channels = {
      ...noChannels,
      get: () => ({
        send: () => {
          reached += 1;
          return new Promise(() => undefined);
        },
      }),
    };
    backend.setNow(at(0));
    void startRunner(partsWith(stuck), null).turn();
    await expect.poll(() => reached).toBe(1);
    expect(await told(id)).toEqual(['urgent-app dialling']);
    // Another process, at once and later.
    await turnAt(1);
    expect(await told(id)).toEqual(['urgent-app dialling']);
    await turnAt(2.1);
    expect(await told(id)).toEqual([
      'urgent-app dialling',
      'urgent-app failed',
      'urgent-voice dialling',
      'urgent-voice sent',
    ]);
    expect((await attempts(id))[1]!.body.note).toBe('unknown outcome');
  });

  it('what is most urgent goes first, whatever came first', async () => {
    for (const reasonCode of ['refill', 'refill', 'refill'])
      await open({ urgency: 'routine-clinical', reasonCode });
    const quick = await open({ urgency: 'emergency' });
    await backend.pool.query('update ladder set urgency = 2 where message_id <> $1', [quick.id]);
    await turnAt(0);
    const [first] = await captured();
    expect(first!.text).toContain(quick.id.slice(-6).toUpperCase());
  });

  it('two processes reach nobody twice', async () => {
    const cases = await Promise.all([open(), open(), open(), open()]);
    backend.setNow(at(0));
    const second = startRunner(partsWith(channels), null);
    await Promise.all([runner.turn(), second.turn(), runner.turn(), second.turn()]);
    expect(await captured()).toHaveLength(cases.length);
    for (const { id } of cases) expect(await told(id)).toEqual(['urgent-app dialling', 'urgent-app sent']);
  });
});
