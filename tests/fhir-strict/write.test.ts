import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { createFhirClient, type FhirClient, type FhirOptions } from '#desk/fhir/client.ts';
import type { Resource } from '#desk/fhir/exchange.ts';
import type { DeviationName } from './deviations.ts';
import { startStrictEhr, type StrictEhr } from './server.ts';

let peer: StrictEhr;
afterEach(() => peer.close());
const go = new AbortController().signal;
const key = { system: 'urn:example:careline', value: '0193f3a0-0000-7000-8000-000000000001' };
const task: Resource = {
  resourceType: 'Task',
  status: 'requested',
  intent: 'order',
  code: { text: 'Call back' },
};

async function open(more: DeviationName[] = [], options: Partial<FhirOptions> = {}): Promise<FhirClient> {
  peer = await startStrictEhr({ more });
  return createFhirClient({
    base: peer.url,
    token: () => peer.token(),
    fetch,
    wait: (_ms, signal) => sleep(0, undefined, { signal }).catch(() => undefined),
    nowMs: () => performance.now(),
    ...options,
  });
}

describe('create', () => {
  const servers: [string, DeviationName[]][] = [
    ['a server that heeds If-None-Exist', []],
    ['one that ignores it', ['no-conditional-create']],
    ['one that answers by headers', ['minimal-return']],
    ['one that does both', ['no-conditional-create', 'minimal-return']],
  ];
  it.each(servers)('twice makes one: %s', async (_name, more) => {
    const client = await open(more);
    await client.statement(go);
    const first = await client.create(task, key, go);
    const second = await client.create(task, key, go);
    expect(first).toMatchObject({ ok: true, value: { type: 'Task', created: true, etag: 'W/"1"' } });
    expect(second).toMatchObject({ ok: true, value: { created: false } });
    expect(first.ok && second.ok && first.value.id === second.value.id).toBe(true);
    expect(peer.store.list('Task')).toHaveLength(1);
  });
  it.each(servers)('the answer gets lost: found by its key, not made again: %s', async (_name, more) => {
    const client = await open(more);
    await client.statement(go);
    if (more.includes('no-conditional-create')) {
      // The first POST is the look-up by search; the second one creates.
      const before = peer.seen.length;
      await client.create({ ...task, code: { text: 'other' } }, { ...key, value: 'other' }, go);
      expect(peer.seen.length).toBeGreaterThan(before + 1);
    }
    let sent = 0;
    const losing = createFhirClient({
      base: peer.url,
      token: () => peer.token(),
      abilities: client.abilities,
      fetch: async (url, init) => {
        const answer = await fetch(url, init);
        if (init?.method !== 'POST' || !String(url).endsWith('/Task')) return answer;
        sent++;
        throw new Error('cut');
      },
      wait: async () => undefined,
      nowMs: () => performance.now(),
    });
    expect(await losing.create(task, key, go)).toMatchObject({ ok: true, value: { created: false } });
    expect(sent).toBe(1);
    const own = peer.store.list('Task').filter((t) => JSON.stringify(t).includes(key.value));
    expect(own).toHaveLength(1);
  });
  it('nothing arrived: not known, said so, and a later try makes one', async () => {
    const client = await open();
    let broken = true;
    const breaking = createFhirClient({
      base: peer.url,
      token: () => peer.token(),
      fetch: (url, init) =>
        broken && init?.method === 'POST' && String(url).endsWith('/Task')
          ? Promise.reject(new Error('cut'))
          : fetch(url, init),
      wait: async () => undefined,
      nowMs: () => performance.now(),
    });
    await client.statement(go);
    expect(await breaking.create(task, key, go)).toMatchObject({
      ok: false,
      code: 'ehr-uncertain',
      retryable: true,
    });
    broken = false;
    expect(await breaking.create(task, key, go)).toMatchObject({ ok: true, value: { created: true } });
  });
  it('refused content is said to be refused, once', async () => {
    const client = await open();
    await client.statement(go);
    const without: Resource = { resourceType: 'Task', intent: 'order' };
    expect(await client.create(without, key, go)).toMatchObject({
      ok: false,
      code: 'ehr-invalid',
    });
    expect(peer.seen.filter((s) => s.path === '/fhir/Task')).toHaveLength(1);
  });
  it('several with one key', async () => {
    const client = await open();
    for (const id of ['a', 'b']) peer.store.put({ ...task, id, identifier: [key] } as never);
    await client.statement(go);
    expect(await client.create(task, key, go)).toMatchObject({ ok: false, code: 'ehr-conflict' });
  });
  it('a type that the server hasn’t is learnt', async () => {
    const client = await open();
    const nothing = { resourceType: 'Basic', status: 'active' };
    expect(await client.create(nothing, key, go)).toMatchObject({ ok: false, code: 'ehr-unsupported' });
    expect(client.abilities.can('Basic', 'create')).toBe('no');
  });
});

describe('change', () => {
  it('names the version; a newer one is not overwritten', async () => {
    const client = await open();
    const made = await client.create(task, key, go);
    if (!made.ok || made.value.etag === null) throw new Error('not made');
    const { id, etag } = made.value;
    const accepted = { ...task, id, status: 'accepted' };
    expect(await client.update(accepted, etag, go)).toMatchObject({
      ok: true,
      value: { etag: 'W/"2"', created: false },
    });
    expect(await client.update({ ...task, id, status: 'cancelled' }, etag, go)).toMatchObject({
      ok: false,
      code: 'ehr-conflict',
      retryable: false,
    });
    expect(await client.read('Task', id, go)).toMatchObject({
      ok: true,
      value: { resource: { status: 'accepted' } },
    });
  });
  it('without a version nothing is sent', async () => {
    const client = await open();
    expect(await client.update({ ...task, id: 'x' }, '', go)).toMatchObject({
      ok: false,
      code: 'invalid-input',
    });
    expect(peer.seen).toEqual([]);
  });
  it('a patch where the server has none is learnt', async () => {
    const client = await open();
    const step = [{ op: 'replace', path: '/status', value: 'accepted' }] as const;
    expect(await client.patch({ type: 'Task', id: 'x' }, step, 'W/"1"', go)).toMatchObject({
      ok: false,
      code: 'ehr-unsupported',
    });
    expect(client.abilities.can('Task', 'patch')).toBe('no');
  });
  it('an answer that gets lost is not taken for a failure', async () => {
    const client = await open();
    const made = await client.create(task, key, go);
    if (!made.ok || made.value.etag === null) throw new Error('not made');
    peer.loseAnswer('PUT');
    const next = { ...task, id: made.value.id, status: 'accepted' };
    expect(await client.update(next, made.value.etag, go)).toMatchObject({
      ok: false,
      code: 'ehr-uncertain',
    });
    expect(peer.seen.filter((s) => s.method === 'PUT')).toHaveLength(1);
  });
});

describe('token', () => {
  it('six refused at once renew once', async () => {
    peer = await startStrictEhr();
    let current = 'old';
    let renewals = 0;
    const client = createFhirClient({
      base: peer.url,
      token: async (renew) => {
        if (renew) {
          renewals++;
          await sleep(5);
          current = peer.token();
        }
        return current;
      },
      fetch,
      wait: async () => undefined,
      nowMs: () => performance.now(),
    });
    const six = Array.from({ length: 6 }, (_, n) =>
      client.search({ type: 'Patient', params: [['_id', `p${n}`]] }, go),
    );
    expect((await Promise.all(six)).every((r) => r.ok)).toBe(true);
    expect(renewals).toBe(1);
  });
});

describe('what a server can', () => {
  it('is read once', async () => {
    const client = await open(['no-batch']);
    expect(client.abilities.can('Appointment', 'create')).toBe('unknown');
    await Promise.all([client.statement(go), client.statement(go)]);
    await client.statement(go);
    expect(peer.seen.filter((s) => s.path === '/fhir/metadata')).toHaveLength(1);
    const { abilities } = client;
    expect([abilities.can('Appointment', 'create'), abilities.can('Appointment', 'patch')]).toEqual([
      'yes',
      'no',
    ]);
    expect([abilities.can('Basic', 'read'), abilities.batch()]).toEqual(['no', 'no']);
    expect([abilities.searches('Slot', 'start'), abilities.searches('Slot', 'colour')]).toEqual([
      'yes',
      'no',
    ]);
  });
});
