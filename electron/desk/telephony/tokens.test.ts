// When a token is refreshed: early between calls, at the latest before its end.
import { expect, it } from 'vitest';
import { refreshIn } from './tokens.ts';

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
