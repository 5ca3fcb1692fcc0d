// The outbox: whose acts are sent under whose sign-in, what could not be kept, what may be there already, and a record that
// takes a write but shows nothing of it. The real sample EHR; stubs only where a server would have to change its mind.
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { startEhr } from '#demo/ehr/server.ts';
import type { ActView } from '#shared/contract/acts.ts';
import { fail } from '#shared/domain/result.ts';
import { must } from '../router/testing.ts';
import { at, desk, eachAtRecord, form, outside } from './each-test.ts';
import { clientAt } from './testing.ts';

eachAtRecord(startEhr);
const stated = { ...form['insurance-update'], replaces: null, memberId: 'M1', memberReadBack: true };
const again = async (actId: string): Promise<ActView> =>
  must(await desk.ask<ActView>('acts.again', { ...desk.about, actId, as: 'same' }));
const audited = (actId: string): string[] =>
  desk.bench.vault.core
    .prepare<[string], { person: string }>(
      "SELECT person FROM audit WHERE event = 'acts.sent' AND subjects LIKE ? ORDER BY seq",
    )
    .all(`%${actId}%`)
    .map((r) => r.person);

describe('an act belongs to who took it', () => {
  async function waiting(): Promise<string> {
    const actId = randomUUID();
    desk.client = { ...clientAt(at), create: async () => fail('ehr-offline') };
    must(await desk.begin(form['follow-up'], actId));
    desk.client = clientAt(at);
    return actId;
  }
  it('under somebody else’s sign-in it waits and says so; under its own it goes', async () => {
    const actId = await waiting();
    desk.signedIn = 'p-somebody-else';
    await desk.back();
    expect(await desk.view(actId)).toMatchObject({ state: 'queued', code: 'act-other-person' });
    expect(await outside.there('Task', actId)).toBe(0);
    desk.signedIn = 'p-agent';
    await desk.back();
    expect(await desk.view(actId)).toMatchObject({ state: 'done', code: null });
    expect(await outside.there('Task', actId)).toBe(1);
  });

  it('a key of the desk’s own sends it whoever sits there', async () => {
    const actId = await waiting();
    desk.bench.sit('nurse');
    await desk.back();
    expect((await desk.view(actId)).state).toBe('done');
  });

  it('who sends it again stands behind it: their sign-in, their name in the audit', async () => {
    const actId = await waiting();
    desk.bench.sit('nurse');
    desk.signedIn = 'p-nurse';
    await desk.back();
    expect(await desk.view(actId)).toMatchObject({ code: 'act-other-person' });
    expect(await again(actId)).toMatchObject({ state: 'done' });
    expect(audited(actId)).toEqual(['p-agent', 'p-nurse']);
  });
});

describe('what came of it could not be kept', () => {
  it('it is sent again when there is room, and is there once', async () => {
    const actId = randomUUID();
    const db = desk.bench.vault.core;
    const real = clientAt(at);
    desk.client = {
      ...real,
      async create(...given) {
        const made = await real.create(...given);
        db.exec(
          "create trigger full before update on acts begin select raise(abort, 'database or disk is full'); end",
        );
        return made;
      },
    };
    expect(must(await desk.begin(form['follow-up'], actId))).toMatchObject({ state: 'sending' });
    await desk.back();
    expect(desk.bench.unexpected.length).toBeGreaterThan(0);
    desk.bench.unexpected.length = 0;
    db.exec('drop trigger full');
    desk.client = real;
    await desk.back();
    expect(await desk.view(actId)).toMatchObject({ state: 'done', perhaps: true });
    expect(await outside.there('Task', actId)).toBe(1);
  });

  it.each(['again', 'settle'] as const)('a person isn’t held up by it: %s', async (what) => {
    const actId = randomUUID();
    must(await desk.begin(form['follow-up'], actId));
    desk.bench.vault.core.prepare("update acts set state = 'sending' where id = ?").run(actId);
    const input = { ...desk.about, actId, ...(what === 'again' && { as: 'same' }) };
    expect(await desk.ask(`acts.${what}`, input)).toMatchObject({
      ok: true,
      value: { state: what === 'again' ? 'done' : 'settled' },
    });
  });
});

describe('an earlier sending may have arrived', () => {
  it('another answer of the record makes no task beside it: a person looks', async () => {
    const actId = randomUUID();
    const real = clientAt(at);
    let sent = 0;
    desk.client = {
      ...real,
      async create(resource, key, signal) {
        if (resource.resourceType !== 'Coverage') return real.create(resource, key, signal);
        if (sent++ > 0) return fail('ehr-unsupported');
        await real.create(resource, key, signal);
        return fail('ehr-uncertain');
      },
    };
    expect(must(await desk.begin(stated, actId))).toMatchObject({ state: 'queued', perhaps: true });
    await desk.back();
    expect(await desk.view(actId)).toMatchObject({ state: 'refused', perhaps: true, code: 'act-look' });
    expect(await outside.there('Coverage', actId)).toBe(1);
    expect(await outside.there('Task', actId)).toBe(0);
  });
});

describe('the record takes it and shows nothing', () => {
  it('written once, told as not compared, not sent again', async () => {
    const actId = randomUUID();
    const real = clientAt(at);
    let creates = 0;
    desk.client = {
      ...real,
      create: (...given) => (creates++, real.create(...given)),
      read: async (type, ...rest) =>
        type === 'Communication' ? fail('ehr-refused') : real.read(type, ...rest),
    };
    const view = must(await desk.begin(form['contact-note'], actId));
    expect(view).toMatchObject({ state: 'open', code: 'act-unread', record: { type: 'Communication' } });
    await desk.back();
    expect(creates).toBe(1);
  });

  it('away between writing and reading: what is there is only looked at afterwards', async () => {
    const actId = randomUUID();
    const real = clientAt(at);
    let creates = 0;
    const counted = {
      ...real,
      create: (...given: Parameters<typeof real.create>) => (creates++, real.create(...given)),
    };
    desk.client = {
      ...counted,
      read: async (type, ...rest) =>
        type === 'Communication' ? fail('ehr-offline') : real.read(type, ...rest),
    };
    const view = must(await desk.begin(form['contact-note'], actId));
    expect(view).toMatchObject({ state: 'queued', perhaps: true, code: 'ehr-offline' });
    desk.client = counted;
    await desk.back();
    expect(await desk.view(actId)).toMatchObject({ state: 'done', code: null });
    expect(creates).toBe(1);
  });
});

it('what is over leaves the vault after 30 days; what a person has still to look at stays', async () => {
  const over = must(await desk.begin(form['follow-up'])).actId;
  const unverified = must(await desk.begin(stated)).actId;
  const open = must(await desk.begin(form['referral-request'])).actId;
  desk.bench.vault.core.prepare("update acts set state = 'conflict' where id = ?").run(open);
  const ids = () =>
    desk.bench.vault.core
      .prepare<[], { id: string }>('SELECT id FROM acts ORDER BY at, id')
      .all()
      .map((r) => r.id);
  desk.bench.now = '2026-12-22T14:59:59.000Z';
  await desk.acts.opened();
  expect(ids()).toContain(over);
  desk.bench.now = '2026-12-22T15:00:01.000Z';
  await desk.acts.opened();
  expect(ids()).toEqual([unverified, open].toSorted());
});
