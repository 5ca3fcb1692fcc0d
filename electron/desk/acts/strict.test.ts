// The same acts at a second server, written without a look at this client, that takes few writes or none: a task, else a
// message, and never twice where If-None-Exist is ignored.
import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { DeviationName } from '#tests/fhir-strict/deviations.ts';
import { personId, records, testNow } from '#tests/fhir-strict/people.ts';
import { startStrictEhr, type StrictEhr } from '#tests/fhir-strict/server.ts';
import { Store } from '#tests/fhir-strict/store.ts';
import type { ActView, OfferedAct } from '#shared/contract/acts.ts';
import { must } from '../router/testing.ts';
import { clientAt, type Desk, forms, openDesk } from './testing.ts';

let peer: StrictEhr;
let desk: Desk;
afterEach(async () => {
  expect(desk.bench.unexpected).toEqual([]);
  desk.end();
  await peer.close();
});
async function open(more: DeviationName[]) {
  const store = new Store();
  for (const r of records()) store.put(r);
  peer = await startStrictEhr({ store, more });
  const at = { url: peer.url, token: () => peer.token() };
  desk = await openDesk(at, personId, testNow);
  const [coverage] = peer.store.list('Coverage');
  return { form: forms(String(coverage?.id)), at };
}
const ways = async (): Promise<Record<string, string>> =>
  Object.fromEntries(
    must(await desk.ask<OfferedAct[]>('acts.offered', desk.about)).map((o) => [o.kind, `${o.how} ${o.why}`]),
  );

describe('a server that takes few writes', () => {
  it('tasks only: everything is a task in its queue, and says so before', async () => {
    const { form } = await open(['writes-tasks-only', 'minimal-return']);
    expect(await ways()).toMatchObject({
      'insurance-update': 'task no-create',
      'contact-note': 'task no-create',
      'refill-request': 'task by-hand',
      preferences: 'task no-create',
    });
    const view = must(
      await desk.begin({ ...form['insurance-update'], memberId: 'B-1', memberReadBack: true }),
    );
    expect(view).toMatchObject({ state: 'done', how: 'task', unverified: true });
    const [task] = peer.store.list('Task').filter((t) => t.id === view.record?.id);
    expect(task).toMatchObject({ owner: { display: 'Insurance verification' } });
    expect(JSON.stringify(task)).toContain('B-1');
    // Which plan it takes the place of, and which one the insurer is asked about.
    const plan = { reference: `Coverage/${form['benefit-request'].coverageId}` };
    expect(task).toMatchObject({ focus: plan });
    const benefits = must(await desk.begin(form['benefit-request']));
    expect(benefits).toMatchObject({ state: 'done', how: 'task' });
    expect(peer.store.get(`Task/${benefits.record?.id}`)?.resource).toMatchObject({ insurance: [plan] });
    const verified = must(
      await desk.ask<ActView>('acts.verify', { ...desk.about, actId: view.actId, reference: 'R 9' }),
    );
    expect(verified).toMatchObject({ state: 'done', verified: { told: true } });
    expect(peer.store.get(`Task/${view.record?.id}`)?.resource).toMatchObject({ status: 'completed' });
  });

  it('nothing: a message, and nothing is begun', async () => {
    const { form } = await open(['writes-nothing']);
    expect(new Set(Object.values(await ways()))).toEqual(new Set(['message no-task']));
    expect(await desk.begin(form['refill-request'])).toMatchObject({ code: 'ehr-unsupported' });
    expect(desk.bench.count('acts')).toBe(0);
  });

  it('one that doesn’t say: tried as it is, then as a task, then told', async () => {
    const { form } = await open(['writes-untold', 'writes-tasks-only']);
    expect((await ways())['contact-note']).toBe('record untold');
    expect(must(await desk.begin(form['contact-note']))).toMatchObject({
      state: 'done',
      how: 'task',
      why: 'no-create',
    });
    desk.end();
    await peer.close();
    const none = await open(['writes-untold', 'writes-nothing']);
    expect(must(await desk.begin(none.form['contact-note']))).toMatchObject({
      state: 'refused',
      how: 'message',
      code: 'ehr-unsupported',
    });
  });

  it('one that ignores If-None-Exist and answers by headers: lost answers make no second one', async () => {
    const { form } = await open(['no-conditional-create', 'minimal-return']);
    const actId = randomUUID();
    // The look-up before goes by POST too: the answer to the create itself is the one that is lost.
    const real = desk.client;
    const losing = clientAt(
      { url: peer.url, token: () => peer.token() },
      {
        fetch: (url, init) => {
          if (init?.method === 'POST' && String(url).endsWith('/Task')) peer.loseAnswer('POST');
          return fetch(url, init);
        },
      },
    );
    desk.client = losing;
    must(await desk.begin(form['follow-up'], actId));
    desk.client = real;
    await desk.back();
    expect((await desk.view(actId)).state).toBe('done');
    const ours = peer.store.list('Task').filter((t) => JSON.stringify(t).includes(actId));
    expect(ours).toHaveLength(1);
  });
});
