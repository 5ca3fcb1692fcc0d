import { expect, it } from 'vitest';
import '../text/late/sign-in.ts';
import { lastText } from './LastHere.tsx';

const at = '2026-11-21T22:40:00.000Z';
it.each([
  [{ lastSignIn: null, lastHere: null, failedSince: 0 }, null],
  [{ lastSignIn: at, lastHere: at, failedSince: 0 }, /^Last sign-in before this: .+\.$/],
  [{ lastSignIn: null, lastHere: at, failedSince: 0 }, /^You were last here .+\.$/],
  [{ lastSignIn: null, lastHere: null, failedSince: 1 }, /^1 failed try since/],
  [
    { lastSignIn: at, lastHere: null, failedSince: 4 },
    /^Last sign-in .+\. 4 failed tries since .+ supervisor\.$/,
  ],
])('%j', (state, text) => {
  const said = lastText(state);
  if (text === null) expect(said).toBeNull();
  else expect(said).toMatch(text);
});
