import '../../text/late/knowledge.ts';
import { expect, it } from 'vitest';
import { checkedWords } from './checked.ts';

const now = '2026-11-23T12:00:00.000Z';

it('says on which day a version was checked, where that is known, and of nobody nothing', () => {
  const by = (verifiedOn: string | null) => checkedWords({ verifiedBy: 'Dana Whitcomb', verifiedOn }, now);
  expect(by('2026-11-16')).toBe('checked by Dana Whitcomb on 16 Nov');
  expect(by(null)).toBe('checked by Dana Whitcomb');
  expect(checkedWords({ verifiedBy: null, verifiedOn: '2026-11-16' }, now)).toBeNull();
});
