import '../text/late/knowledge.ts';
import { expect, test } from 'vitest';
import { sendText, sentText, wayOf } from './send.ts';

test('what is flagged or asked on the practice desk is never promised to anybody', () => {
  const backend = { state: 'online', since: null } as never;
  expect([wayOf({ backend }, false), wayOf(null, false), wayOf({ backend }, true)]).toEqual([
    'goes',
    'waits',
    'stays',
  ]);
  for (const what of ['flag', 'ask'] as const) {
    expect(sentText(what, 'stays')).toContain('goes to nobody');
    expect(sendText(what, 'stays')).not.toMatch(/send/i);
  }
});
