// The backend on a real PostgreSQL, asked over real sockets.
import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type Database } from '#tests/support/database.ts';
import {
  handshakeAnswer,
  countAnswer,
  errorAnswer,
  healthAnswer,
  pushAnswer,
} from '#shared/protocol/sync.ts';
import { enrolAnswer, peopleAnswer } from '#shared/protocol/enrol.ts';
import { buildBackend } from './app.ts';
import { noChannels } from './channels/channel.ts';
import { migrate, migrations } from './db/migrate.ts';
import { openPool } from './db/pool.ts';
import { addEnrolCode, codeLifeMs } from './devices/enrol.ts';
import { applySeed } from './people/seed.ts';
import { newSealKey, sealKeysFrom } from './seal/keys.ts';
import { noProvider } from './testing/keys.ts';
import { TestDesk, seal, soundMessage, type Answer } from './testing/desk.ts';
import { organisations } from './testing/seed.ts';

let database: Database;
let pool: Pool;
let app: FastifyInstance;
let base: string;
let now = new Date('2026-11-22T03:00:00.000Z');
const clock = (): Date => now;
const logged: string[] = [];

beforeAll(async () => {
  database = await freshDatabase('empty');
  const log = (event: string, fields?: object): void =>
    void logged.push(JSON.stringify({ event, ...fields }));
  pool = openPool(database.url, log);
  await Promise.all([migrate(pool, log), migrate(pool, log), migrate(pool, log)]);
  for (const seed of organisations) await applySeed(pool, seed);
  const sealKeys = sealKeysFrom([newSealKey()]);
  app = buildBackend({
    pool,
    clock,
    random: { uuid: randomUUID },
    log,
    sealKeys,
    ...noProvider(),
    protocols: [1, 2],
    channels: noChannels,
  });
  base = await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await app?.close();
  await pool?.end();
  await database?.close();
});

async function enrolled(org = 'org-one'): Promise<TestDesk> {
  const code = `${org}.${randomUUID()}`;
  await addEnrolCode({ pool, clock }, code);
  const desk = new TestDesk(base);
  expect((await desk.enrol(code)).status).toBe(200);
  return desk;
}
const refused = (answer: Answer, status: number, error: string): void => {
  expect(errorAnswer.parse(answer.json).error).toBe(error);
  expect(answer.status).toBe(status);
};
const stored = async (desk: TestDesk): Promise<string[]> =>
  (
    await pool.query<{ id: string }>(
      'select id from message where org_id = $1 and device_id = $2 order by seq',
      [desk.organisation, desk.device],
    )
  ).rows.map((row) => row.id);
const results = (answer: Answer): string[] => pushAnswer.parse(answer.json).results.map((r) => r.result);

describe('enrolment', () => {
  it('gives a device once, and the same device to the same desk whose answer was lost', async () => {
    const code = 'org-one.ONCE-ONLY';
    await addEnrolCode({ pool, clock }, code);
    const desk = new TestDesk(base);
    const first = enrolAnswer.parse((await desk.enrol(code)).json);
    expect(first.organisationName).toBe('One Answering (synthetic)');
    expect((await desk.enrol(code)).json['deviceId']).toBe(first.deviceId);
    refused(await new TestDesk(base).enrol(code), 403, 'enrol-code');
  });

  it('lets one of two desks win that try the same code at once', async () => {
    const code = 'org-one.BOTH-AT-ONCE';
    await addEnrolCode({ pool, clock }, code);
    const both = await Promise.all([new TestDesk(base).enrol(code), new TestDesk(base).enrol(code)]);
    expect(both.map((a) => a.status).toSorted()).toEqual([200, 403]);
  });

  it('refuses wrong, foreign and expired codes alike', async () => {
    await addEnrolCode({ pool, clock }, 'org-one.TOO-OLD');
    const wrong = await new TestDesk(base).enrol('org-one.WRONG');
    const foreign = await new TestDesk(base).enrol('org-two.TOO-OLD');
    const without = await new TestDesk(base).enrol('TOO-OLD');
    const before = now;
    now = new Date(now.getTime() + codeLifeMs);
    const old = await new TestDesk(base).enrol('org-one.TOO-OLD');
    now = before;
    for (const answer of [wrong, foreign, without, old]) refused(answer, 403, 'enrol-code');
    expect(new Set([wrong, foreign, without, old].map((a) => JSON.stringify(a.json))).size).toBe(1);
  });
});

describe('signed requests', () => {
  it('answers a signed request, and the health address to anybody', async () => {
    const desk = await enrolled();
    const hello = handshakeAnswer.parse((await desk.request('GET', '/v1/handshake')).json);
    expect(hello).toMatchObject({ lastSeq: 0, epoch: null, durable: true, deviceId: desk.device });
    expect(hello.sealKey).toEqual(desk.sealKey);
    healthAnswer.parse((await desk.send('GET', '/v1/health', '', {})).json);
  });

  it('says 401 to unsigned, foreign, altered, replayed and revoked', async () => {
    const desk = await enrolled();
    const other = await enrolled('org-two');
    for (const path of ['/v1/handshake', '/v1/people', '/v1/messages/count'])
      refused(await desk.send('GET', path, '', {}), 401, 'unsigned');
    refused(await desk.send('POST', '/v1/push', '{}', {}), 401, 'unsigned');

    const body = JSON.stringify(desk.batch([await desk.item()], '0'.repeat(64)));
    const signed = await desk.sign('POST', '/v1/push', body);
    const post = (headers: typeof signed, path = '/v1/push', text = body): Promise<Answer> =>
      desk.send('POST', path, text, headers);
    // Another device's name on our signature, in our organisation and in another; and a name nobody has.
    const neighbour = await enrolled();
    refused(await post({ ...signed, device: neighbour.device }), 401, 'bad-signature');
    refused(await post({ ...signed, device: other.device }), 401, 'bad-signature');
    refused(await post({ ...signed, device: `org-two.${randomUUID()}` }), 401, 'unknown-device');
    refused(await post({ ...signed, device: 'x' }), 401, 'unknown-device');
    // Another counter, path, method or body than what was signed.
    refused(await post({ ...signed, counter: String(Number(signed.counter) + 1) }), 401, 'bad-signature');
    refused(await post(signed, '/v1/push?x=1'), 401, 'bad-signature');
    refused(await desk.send('GET', '/v1/handshake', '', signed), 401, 'bad-signature');
    refused(await post(signed, '/v1/push', `${body} `), 401, 'bad-signature');
    refused(await post({ ...signed, signature: 'AAAA' }), 401, 'bad-signature');
    for (const counter of ['-1', '1e3', '1.5', '0', '99999999999999999'])
      refused(await post({ ...signed, counter }), 401, 'unsigned');
    expect(await stored(desk)).toEqual([]);

    expect((await post(signed)).status).toBe(200);
    const again = await post(signed);
    refused(again, 401, 'replayed');
    expect(again.json['expected']).toBe(desk.counter);

    await pool.query('update device set revoked_at = now() where org_id = $1 and id = $2', [
      desk.organisation,
      desk.device,
    ]);
    refused(await desk.request('GET', '/v1/handshake'), 401, 'revoked');
  });

  it('accepts only one of many copies of a request that arrive together', async () => {
    const desk = await enrolled();
    const headers = await desk.sign('GET', '/v1/people', '');
    const all = await Promise.all(
      Array.from({ length: 8 }, () => desk.send('GET', '/v1/people', '', headers)),
    );
    expect(all.map((a) => a.status).toSorted()).toEqual([200, ...Array.from({ length: 7 }, () => 401)]);
  });
});

describe('push', () => {
  it('stores a batch once, in order, sealed, whatever is repeated', async () => {
    const desk = await enrolled();
    const start = desk.head;
    const first = [await desk.item(), await desk.item({ urgency: 0 }), await desk.item()];
    const middle = first[1]!.hash;
    const answer = await desk.push(desk.batch(first, start));
    expect(results(answer)).toEqual(['applied', 'applied', 'applied']);
    expect(answer.json['upto']).toBe(3);
    // All again (the answer was lost); then a batch that overlaps what is held.
    const again = await desk.push(desk.batch(first, start));
    expect(results(again)).toEqual(['duplicate', 'duplicate', 'duplicate']);
    expect(again.json['upto']).toBe(3);
    const fourth = await desk.item();
    const overlap = await desk.push(desk.batch([first[2]!, fourth], middle));
    expect(results(overlap)).toEqual(['duplicate', 'applied']);
    expect(await stored(desk)).toEqual([...first, fourth].map((i) => i.id));

    const rows = await pool.query(
      'select urgency, author, encode(body, $3) as body from message where org_id = $1 and device_id = $2 order by seq',
      [desk.organisation, desk.device, 'base64'],
    );
    expect(rows.rows.map((r) => r.urgency)).toEqual([2, 0, 2, 2]);
    expect(rows.rows[0].body.replaceAll('\n', '')).toBe(first[0]!.payload.body);
    expect(JSON.stringify(rows.rows)).not.toContain('Synthetic');
    const hello = (await desk.request('GET', '/v1/handshake')).json;
    expect(hello).toMatchObject({ lastSeq: 4, chainHead: desk.head, epoch: desk.epoch });
  });

  it('stores a batch once that arrives twice at the same time', async () => {
    const desk = await enrolled();
    const start = desk.head;
    const items = [await desk.item(), await desk.item()];
    const both = await Promise.all([
      desk.push(desk.batch(items, start)),
      desk.push(desk.batch(items, start)),
    ]);
    // The later counter may overtake the earlier one, which is then refused; nothing is doubled either way.
    expect(both.some((a) => a.status === 200)).toBe(true);
    expect(await stored(desk)).toEqual(items.map((i) => i.id));
  });

  it('asks for what is missing', async () => {
    const desk = await enrolled();
    await desk.item();
    const before = desk.head;
    const answer = await desk.push(desk.batch([await desk.item()], before));
    refused(answer, 409, 'gap');
    expect(answer.json['expected']).toBe(1);
    expect(await stored(desk)).toEqual([]);
  });

  it('sees a copied or restored disk as a fork and overwrites nothing', async () => {
    const desk = await enrolled();
    const start = desk.head;
    const kept = [await desk.item(), await desk.item()];
    expect((await desk.push(desk.batch(kept, start))).status).toBe(200);
    const pushOther = async (from: number, head: string, change = {}): Promise<Answer> => {
      desk.seq = from;
      desk.head = head;
      return desk.push(desk.batch([await desk.item()], head, change));
    };
    refused(await pushOther(0, start), 409, 'fork');
    refused(await pushOther(1, kept[0]!.hash), 409, 'fork');
    // Continues, but from another past; and under another epoch.
    refused(await pushOther(2, 'a'.repeat(64)), 409, 'fork');
    refused(await pushOther(2, kept[1]!.hash, { epoch: randomUUID() }), 409, 'fork');
    expect(await stored(desk)).toEqual(kept.map((i) => i.id));
  });

  it('refuses a tampered hash, order or chain as a whole', async () => {
    const desk = await enrolled();
    const start = desk.head;
    const items = [await desk.item(), await desk.item(), await desk.item()];
    const [a, b, c] = items as [(typeof items)[0], (typeof items)[0], (typeof items)[0]];
    const tampered = [
      [a, { ...b, hash: 'b'.repeat(64) }, c],
      [a, { ...b, urgency: 3 }, c],
      [a, c, b],
      [a, c],
      [a, a],
    ];
    for (const batch of tampered) refused(await desk.push(desk.batch(batch, start)), 400, 'invalid');
    refused(await desk.push(desk.batch(items, 'c'.repeat(64))), 400, 'invalid');
    expect(await stored(desk)).toEqual([]);
    expect(results(await desk.push(desk.batch(items, start)))).toEqual(['applied', 'applied', 'applied']);
  });

  it('quarantines what it cannot open or read, and the queue moves on', async () => {
    const desk = await enrolled();
    const start = desk.head;
    const id = randomUUID();
    const strange = await seal(desk.sealKey, id, JSON.stringify(soundMessage(id)));
    const items = [
      await desk.item(),
      await desk.item({ text: 'not json' }),
      await desk.item({ text: '{"schema":1}' }),
      await desk.item({ text: JSON.stringify(soundMessage(randomUUID())) }),
      await desk.item({ payload: strange }),
      await desk.item({ id, payload: { ...strange, keyId: 'old-key' } }),
      await desk.item({ schema: 9 }),
      await desk.item({ payload: { ...strange, body: 'A', keyForBackend: '=' } }),
      await desk.item({ id, payload: strange }),
    ];
    items.push(await desk.item({ id }));
    const answer = pushAnswer.parse((await desk.push(desk.batch(items, start))).json);
    expect(answer.upto).toBe(10);
    expect(answer.results.map((r) => r.why ?? r.result)).toEqual([
      'applied',
      'not-json',
      'not-valid id',
      'other-id',
      'cannot-open wrong-key',
      'cannot-open unknown-key',
      'unknown-schema 9',
      'cannot-open not-base64',
      'applied',
      'id-taken',
    ]);
    const raw = await pool.query<{ raw: string }>(
      'select raw from quarantine where org_id = $1 and device_id = $2 order by seq',
      [desk.organisation, desk.device],
    );
    expect(raw.rows.map((r) => JSON.parse(r.raw))).toEqual(
      items.filter((_, i) => answer.results[i]!.result === 'quarantined'),
    );
    // Sent again, its author still hears that it was quarantined.
    const again = pushAnswer.parse((await desk.push(desk.batch(items, start))).json);
    expect(again.results.map((r) => r.result === 'quarantined')).toEqual(
      answer.results.map((r) => r.result === 'quarantined'),
    );
    const next = await desk.item();
    expect(results(await desk.push(desk.batch([next], items.at(-1)!.hash)))).toEqual(['applied']);
    expect(logged.join('\n')).not.toContain('Synthetic');
  });

  it('takes an addendum, and knows a message again that a re-enrolled desk sends', async () => {
    const desk = await enrolled();
    const start = desk.head;
    const message = await desk.item();
    const id = randomUUID();
    const text = JSON.stringify({
      schema: 1,
      id,
      messageId: message.id,
      text: 'Synthetic addendum',
      author: { personId: 'person-1', name: 'Person One' },
      at: '2026-11-22T03:01:00.000Z',
    });
    const added = await desk.item({ id, type: 'addendum', text });
    expect(results(await desk.push(desk.batch([message, added], start)))).toEqual(['applied', 'applied']);

    const anew = await enrolled();
    const same = await anew.item({ id: message.id, payload: message.payload });
    expect(results(await anew.push(anew.batch([same], start)))).toEqual(['duplicate']);
    expect(await stored(anew)).toEqual([]);
  });
});

describe('organisations and devices apart', () => {
  it('keeps two devices’ sequences apart and counts an organisation’s alone', async () => {
    await pool.query('delete from message; delete from quarantine');
    const one = await enrolled();
    const two = await enrolled();
    const foreign = await enrolled('org-two');
    const start = one.head;
    for (const desk of [one, two, foreign]) {
      const items = [await desk.item(), await desk.item()];
      expect((await desk.push(desk.batch(items, start))).status).toBe(200);
    }
    // The same message id in another organisation is another message.
    const id = (await stored(one))[0]!;
    const before = foreign.head;
    expect(results(await foreign.push(foreign.batch([await foreign.item({ id })], before)))).toEqual([
      'applied',
    ]);
    const count = async (desk: TestDesk): Promise<number> =>
      countAnswer.parse((await desk.request('GET', '/v1/messages/count')).json).messages;
    expect([await count(one), await count(two), await count(foreign)]).toEqual([4, 4, 3]);
    const people = async (desk: TestDesk): Promise<string[]> =>
      peopleAnswer.parse((await desk.request('GET', '/v1/people')).json).people.map((p) => p.id);
    expect(await people(one)).toEqual(['person-1']);
    expect(await people(foreign)).toEqual(['person-2']);
  });
});

describe('what bad input gets', () => {
  it('answers a named error to garbage, and goes on', async () => {
    const desk = await enrolled();
    const html = '<!doctype html><title>Sign in to the network</title>';
    const big = JSON.stringify({ v: 1, junk: 'x'.repeat(3 * 1024 * 1024) });
    refused(await desk.request('POST', '/v1/push', html), 400, 'invalid');
    refused(await desk.request('POST', '/v1/push', ''), 400, 'invalid');
    refused(await desk.request('POST', '/v1/push', '{"v":1,"__proto__":{}}'), 400, 'invalid');
    refused(await desk.request('POST', '/v1/push', '{"v":2,"news":true}'), 426, 'upgrade');
    refused(await desk.request('POST', '/v1/push', big), 413, 'too-large');
    refused(await desk.send('POST', '/v1/enrol', html, {}), 400, 'invalid');
    refused(await desk.send('POST', '/v1/enrol', '[]', {}), 400, 'invalid');
    refused(await desk.send('GET', '/wp-login.php', '', {}), 404, 'invalid');
    refused(await desk.send('GET', '/v1/push', '', {}), 404, 'invalid');
    const items = Array.from({ length: 501 }, () => ({}));
    refused(await desk.request('POST', '/v1/push', JSON.stringify({ v: 1, items })), 400, 'invalid');
    expect((await desk.request('GET', '/v1/handshake')).status).toBe(200);
  });

  it('answers what isn’t HTTP, too', async () => {
    const said = await new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(base).port), '127.0.0.1', () => socket.write('HELO\r\n\r\n'));
      let text = '';
      socket.on('data', (part) => (text += part.toString()));
      socket.on('close', () => resolve(text));
    });
    expect(errorAnswer.parse(JSON.parse(said.split('\r\n\r\n')[1]!)).error).toBe('invalid');
  });

  it('refuses a database that a newer program made', async () => {
    await pool.query('update schema_version set version = 999');
    await expect(migrate(pool, () => undefined)).rejects.toThrow('version 999');
    await pool.query('update schema_version set version = $1', [migrations.at(-1)!.version]);
  });
});
