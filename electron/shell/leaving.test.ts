import { expect, it } from 'vitest';
import { nothingToLeave } from '#host/link.ts';
import { mayLeave } from './leaving.ts';

it.each([
  [nothingToLeave, { ok: true }],
  [
    { call: true, draft: false, urgent: 0 },
    { ok: false, why: ['call'] },
  ],
  [
    { call: false, draft: true, urgent: 0 },
    { ok: false, why: ['draft'] },
  ],
  [
    { call: false, draft: false, urgent: 1 },
    { ok: false, why: ['urgent'] },
  ],
  [
    { call: true, draft: true, urgent: 3 },
    { ok: false, why: ['call', 'urgent', 'draft'] },
  ],
])('%j', (state, decision) => expect(mayLeave(state)).toEqual(decision));
