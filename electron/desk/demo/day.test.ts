// The demo's day: complete messages, nothing of which rings when the desk opens. All of it is made up.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DispatchCard } from '#shared/contract/dispatch.ts';
import type { PageResult } from '#shared/contract/kinds.ts';
import type { MessageRow } from '#shared/contract/messages.ts';
import type { RingAnswer } from '#shared/protocol/demo.ts';
import { makeBench, must, type Bench } from '../router/testing.ts';
import { dayCallers, fillDay } from './day.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await makeBench();
});
afterEach(() => bench.end());

const caller = (n: number): RingAnswer => ({
  scenario: 'day',
  seed: n,
  number: '+16175550188',
  dnis: '+16175550120',
  accountId: 'harbor',
  callerName: 'Imogen Invented',
  relation: 'self',
  patientId: `p${n}`,
  waitedSeconds: 3,
  captions: [],
  facts: { fullName: 'Imogen Invented', birthDate: '1961-03-04' },
});

test('what had to be sent was taken by somebody; the desk opens quiet, once', async () => {
  const fill = (): void =>
    fillDay(
      {
        db: bench.vault.core,
        sealer: bench.sealer,
        accounts: bench.oncall.accounts(),
        scheduleOf: bench.oncall.scheduleOf,
        now: bench.now,
        uuid: randomUUID,
        agent: { personId: 'p-agent', name: 'Imogen Invented' },
      },
      Array.from({ length: dayCallers }, (_, n) => caller(n)),
    );
  fill();
  fill();
  const page = bench.page();
  const { rows } = must(await page.ask<PageResult<MessageRow>>('messages.list', { accountId: null }));
  expect(rows).toHaveLength(3);
  for (const row of rows) expect(['accepted', null]).toContain(row.dispatch);
  expect(rows.some((r) => r.dispatch === 'accepted' && r.acceptedBy !== '')).toBe(true);
  expect(must(await page.ask<{ open: number }>('dispatch.alarm')).open).toBe(0);
  for (const card of must(await page.ask<DispatchCard[]>('dispatch.list')))
    expect(card.state).toBe('accepted');
});
