// When a token is refreshed: early between calls, at the latest before its end.
import { expect, it } from 'vitest';
import { fail, ok } from '#shared/domain/result.ts';
import { keepToken, refreshIn, restAfter } from './tokens.ts';

it.each([
  // Idle: from half its life on. In a call: only shortly before its end.
  [{ leftMs: 3_600_000, ttlMs: 3_600_000 }, false, 1_800_000],
  [{ leftMs: 1_800_000, ttlMs: 3_600_000 }, false, 0],
  [{ leftMs: 1_800_000, ttlMs: 3_600_000 }, true, 1_500_000],
  [{ leftMs: 300_000, ttlMs: 3_600_000 }, true, 0],
  [{ leftMs: 6000, ttlMs: 60_000 }, true, 0],
  [{ leftMs: 7000, ttlMs: 60_000 }, true, 1000],
  [{ leftMs: -5, ttlMs: 60_000 }, false, 0],
])('%j, busy %j: in %d ms', (token, busy, ms) => expect(refreshIn(token, busy)).toBe(ms));

it('each refusal in a row doubles the pause, up to a minute', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 40].map((n) => restAfter(n, 1))).toEqual([
    2000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000,
  ]);
  expect(restAfter(3, 0)).toBe(6000);
});

it('a carrier that refuses every token is asked for one ever more rarely, and as before once it took one', async () => {
  let now = 0;
  let asked = 0;
  let due: { at: number; run(): void } | null = null;
  const answer = { v: 2 as const, identity: 'a_1', token: 't', ttlSeconds: 3600, gateway: null };
  const tokens = keepToken('p-1', {
    client: {
      ask: (_method, _path, schema) => {
        asked++;
        const read = schema.safeParse({ ...answer, identity: 'a_00112233445566778899' });
        return Promise.resolve(read.success ? ok(read.data) : fail('invalid-input'));
      },
    },
    monotonic: () => now,
    after(ms, run) {
      const mine = { at: now + ms, run };
      due = mine;
      return () => void (due === mine && (due = null));
    },
    random: () => 1,
    busy: () => false,
    gateway: null,
    elsewhere: () => expect.unreachable(),
    issued: () => undefined,
  });
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  await settle();
  const pauses: number[] = [];
  const refuse = async (): Promise<void> => {
    const [before, from] = [asked, now];
    // The engine says it more than once.
    for (let i = 0; i < 5; i++) tokens.renew('refused');
    while (asked === before) {
      const next = due as { at: number; run(): void } | null;
      if (next === null) throw new Error('nothing is planned');
      due = null;
      now = next.at;
      next.run();
    }
    await settle();
    pauses.push(now - from);
  };
  for (let i = 0; i < 8; i++) await refuse();
  expect(pauses).toEqual([2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  tokens.accepted();
  await refuse();
  expect(pauses.at(-1)).toBe(2000);
  tokens.stop();
});
