import { afterEach, beforeEach, expect, it } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { nothingToLeave, type Leaving } from '#host/link.ts';
import type { Draft } from '#shared/domain/messages/message.ts';
import { step } from '#shared/domain/calls/call.ts';
import { findCall, putCall } from '../calls/store.ts';
import { makeBench, must, type Bench, type TestPage } from '../router/testing.ts';
import { createLeaving, leavingOf } from './leaving.ts';

let bench: Bench;
let page: TestPage;
beforeEach(async () => {
  bench = await makeBench();
  page = bench.page();
});
afterEach(() => bench.end());

const state = (): Leaving => leavingOf(bench.vault.core);
const opened = async (): Promise<Draft> =>
  must(
    await page.ask<Draft>('messages.open', {
      id: uuidv7(),
      accountId: 'harbor',
      callId: null,
      otherPhoneWhy: 'the softphone was down',
    }),
  );

it('is nothing on a quiet desk', () => expect(state()).toEqual(nothingToLeave));

it('counts a call from its ring to its end, not its wrap-up', () => {
  const id = bench.call();
  expect(state().call).toBe(true);
  const call = findCall(bench.vault.core, id);
  const over = call && step(call, 'hang-up-caller', bench.now);
  if (!over) throw new Error('no call');
  putCall(bench.vault.core, over, null);
  expect(over.state).toBe('wrap-up');
  expect(state().call).toBe(false);
  putCall(bench.vault.core, { ...over, id: crypto.randomUUID(), state: 'ringing' }, null);
  expect(state().call).toBe(true);
});

it('counts a draft until it is saved or discarded', async () => {
  const { id } = await opened();
  expect(state()).toEqual({ call: false, draft: true, urgent: 0 });
  must(await page.ask('messages.discard', { id, on: true }));
  expect(state().draft).toBe(false);
  must(await page.ask('messages.discard', { id, on: false }));
  expect(state().draft).toBe(true);
});

it('counts urgent messages until the backend has them, and only urgent ones', async () => {
  const save = async (urgency: string, reasonCode: string): Promise<void> => {
    const { id, fields } = await opened();
    must(
      await page.ask('messages.save', {
        id,
        fields: {
          ...fields,
          callerName: 'Imogen Invented',
          callerIs: 'self',
          callback: { number: '617 555 0164', extension: '', second: '', readBack: true },
          patientName: 'Zephyrine Quackenbush',
          patientBirthDate: '1955-02-03',
          reasonCode,
          verbatim: 'made up',
          urgency,
          told: { callBy: '22:15', expect: true, ifWorse: true },
        },
      }),
    );
  };
  await save('non-clinical', 'billing');
  expect(state()).toEqual(nothingToLeave);
  await save('urgent-clinical', 'billing');
  expect(state()).toEqual({ call: false, draft: false, urgent: 1 });
  bench.vault.core.prepare("UPDATE outbox SET state = 'acked'").run();
  expect(state()).toEqual(nothingToLeave);
});

it('is known while the desk is locked too', async () => {
  await opened();
  bench.vault.lock();
  expect(state().draft).toBe(true);
});

it('tells what it finds first, then what changed, once a turn; without a vault nothing', async () => {
  const told: Leaving[] = [];
  let due: (() => void)[] = [];
  let core: typeof bench.vault.core | null = null;
  const leaving = createLeaving({
    core: () => core,
    tell: (next) => void told.push(next),
    after(_ms, run) {
      due.push(run);
      return () => void (due = due.filter((each) => each !== run));
    },
  });
  const turn = (): void => {
    for (const run of due.splice(0)) run();
  };
  leaving.published('session.changed');
  leaving.published('messages.changed');
  leaving.published('knowledge.changed');
  expect(due).toHaveLength(1);
  turn();
  expect(told).toEqual([]);
  core = bench.vault.core;
  leaving.published('session.changed');
  turn();
  leaving.published('session.changed');
  turn();
  expect(told).toEqual([nothingToLeave]);
  await opened();
  leaving.published('messages.changed');
  turn();
  leaving.published('status.changed');
  turn();
  core = null;
  leaving.published('session.changed');
  turn();
  expect(told).toEqual([nothingToLeave, { call: false, draft: true, urgent: 0 }]);
  leaving.published('calls.changed');
  leaving.close();
  expect(due).toEqual([]);
});
