import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { buildBackend } from '../app.ts';
import { noChannels } from '../channels/channel.ts';
import { openPool } from '../db/pool.ts';
import { newSealKey, sealKeysFrom } from '../seal/keys.ts';
import { noProvider } from '../testing/keys.ts';
import { refusalFor } from './errors.ts';
import { Refusal } from './refusal.ts';

it('says busy, not broken, while the database is away', async () => {
  const pool = openPool('postgres://nobody@127.0.0.1:1/none', () => undefined);
  const app = buildBackend({
    pool,
    clock: () => new Date(),
    random: { uuid: randomUUID },
    log: () => undefined,
    sealKeys: sealKeysFrom([newSealKey()]),
    ...noProvider(),
    protocols: [1, 2],
    channels: noChannels,
  });
  const answer = await app.inject({
    url: '/v1/handshake',
    headers: {
      'careline-device': `org-one.${randomUUID()}`,
      'careline-counter': '1',
      'careline-signature': `${'A'.repeat(86)}==`,
    },
  });
  expect(answer.statusCode).toBe(503);
  expect(answer.headers['retry-after']).toBe('1');
  expect(answer.json()).toMatchObject({ v: 1, error: 'busy' });
  await app.close();
  await pool.end();
});

it('tells what passes from what does not, and keeps foreign texts to itself', () => {
  const code = (error: unknown): string => refusalFor(error).code;
  for (const passing of ['08006', '40001', '40P01', '53300', '55P03', '57P01', 'ECONNREFUSED', 'ECONNRESET'])
    expect(code({ code: passing })).toBe('busy');
  expect(code(new Error('timeout exceeded when trying to connect'))).toBe('busy');
  expect(code({ code: '23505' })).toBe('internal');
  expect(refusalFor(new Error('Walter Brandt 1955-02-03')).answer().message).not.toContain('Walter');
  expect(code({ code: 'FST_ERR_CTP_BODY_TOO_LARGE' })).toBe('too-large');
  expect(refusalFor({ statusCode: 414 })).toMatchObject({ code: 'invalid', status: 414 });
  for (const odd of [null, undefined, 'text', 7]) expect(code(odd)).toBe('internal');
  const own = new Refusal('gap', 'x'.repeat(400), 5);
  expect(refusalFor(own).answer()).toEqual({ v: 1, error: 'gap', expected: 5, message: 'x'.repeat(300) });
});
