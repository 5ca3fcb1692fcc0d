// The whole panel through the room: what comes at once, what comes later, what is never asked for, and who may see what
// while it is on its way (C18, C19, C20, C26). Real room, real client; the server holds one made-up person.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { reasonCodes } from '#shared/domain/accounts/reason.ts';
import { shownFields } from '#shared/domain/disclosure/matrix.ts';
import { groupOf } from '#shared/domain/disclosure/reasons.ts';
import { cards as everyCard, everForRole, mayFetch } from '#shared/domain/disclosure/table.ts';
import type { CardView } from '#shared/domain/patient/card.ts';
import { personId, records } from '#tests/fhir-strict/people.ts';
import { addPage, emptyAnswer } from '../fhir/bundle.ts';
import type { FhirClient } from '../fhir/client.ts';
import { specs } from './cards/panel.ts';
import { blanks } from './cut.ts';
import { consent, elena, elenaId, forSister, sister } from './testing.ts';
import { contextId, id, startTestDesk, type TestDesk, value, wholePanel } from './testing-desk.ts';

let t: TestDesk;
beforeAll(async () => void (t = await startTestDesk()));
afterAll(() => t.server.close());
beforeEach(() => {
  t.reset();
  const others = JSON.parse(
    JSON.stringify(records()).replaceAll(`Patient/${personId}`, `Patient/${elenaId}`),
  ) as { resourceType: string }[];
  for (const type of new Set(others.map((r) => r.resourceType)))
    if (type !== 'Patient') t.records[type] = others.filter((r) => r.resourceType === type);
});

const third = () => t.check('address');
const names = (list: readonly { card: string }[]): string[] => list.map((c) => c.card);

describe('the panel', () => {
  it('comes card by card; each card has one place in the first answer', async () => {
    await t.verify();
    await third();
    const whole = await t.panel('clinical_message');
    const [first] = whole.answers;
    const places = [
      ...names((first?.cards ?? []).filter((c) => c.state === 'not-for-role')),
      ...names(first?.refused ?? []),
      ...(first?.waiting ?? []),
    ];
    expect(places.toSorted()).toEqual([...everyCard].toSorted());
    expect(whole.failed).toEqual({});
    expect(Object.keys(whole.cards)).toEqual(expect.arrayContaining(['labs', 'contacts', 'tasks']));
    for (const card of Object.values(whole.cards))
      expect(card).toMatchObject(
        everForRole('nurse', card.card)
          ? { from: 'server', stale: false, because: null }
          : { from: null, state: 'not-for-role', rows: [] },
      );
    expect(whole.cards.labs).toMatchObject({
      rows: [{ text: 'Hemoglobin A1c', value: '6', provenance: { kind: 'Observation' } }],
    });
    expect(whole.refused).toEqual({ preferences: 'not-for-reason' });
  });
  it('is opened from what is kept, and renewed card by card; offline it is old and says why', async () => {
    await t.verify();
    await t.panel('clinical_message');
    t.records['Task'] = [];
    const again = await t.panel('clinical_message');
    const [first] = again.answers;
    expect(first?.cards.filter((c) => c.from === 'cache').length).toBeGreaterThan(8);
    expect(first?.cards.find((c) => c.card === 'tasks')).toMatchObject({ from: 'cache', state: 'recorded' });
    expect(again.cards.tasks).toMatchObject({ from: 'server', state: 'none-recorded' });
    t.trouble = 'gone';
    const away = await t.panel('clinical_message', 'nurse', { fresh: true });
    expect(away.answers[0]?.cards.every((c) => c.state === 'not-for-role')).toBe(true);
    expect(away.cards.conditions).toMatchObject({ from: 'cache', stale: true, because: 'ehr-offline' });
    expect(away.failed).toEqual({});
  });
  it('a cache that can’t be written is no reason not to show', async () => {
    await t.verify();
    t.desk.patients.exec(
      "create trigger full before insert on cache begin select raise(abort, 'disk full'); end",
    );
    const whole = await t.panel('clinical_message');
    expect(whole.failed).toEqual({});
    expect(whole.cards.conditions).toMatchObject({ from: 'server', state: 'recorded' });
  });
  it('what can’t be had and isn’t kept has failed, the others are there', async () => {
    await t.verify();
    const plain = t.server.client();
    t.client = {
      ...plain,
      batch: async (searches, signal, on) => {
        const some = searches.filter((s) => s.type !== 'Communication');
        const answers = await plain.batch(some, signal);
        return searches.map((s, i) => {
          const answer = answers[some.indexOf(s)] ?? {
            ok: false as const,
            code: 'ehr-busy' as const,
            message: 'HTTP 503',
            retryable: true,
          };
          on?.(i, answer);
          return answer;
        });
      },
    };
    const whole = await t.panel('clinical_message');
    expect(whole.failed).toEqual({ contacts: 'ehr-busy' });
    expect(whole.cards.conditions).toMatchObject({ state: 'recorded' });
  });
  it('a part that this record system hasn’t is named', async () => {
    await t.verify();
    t.refuses = '_sort=-date&_include=Encounter';
    const plain = t.server.client();
    t.client = {
      ...plain,
      search: async (s, signal) =>
        s.type === 'Encounter'
          ? { ok: false, code: 'ehr-unsupported', message: 'HTTP 404', retryable: false }
          : plain.search(s, signal),
      batch: async (searches, signal, on) => {
        const answers = await plain.batch(searches, signal);
        return answers.map((a, i) => {
          const answer =
            searches[i]?.type === 'Encounter'
              ? ({ ok: false, code: 'ehr-unsupported', message: 'HTTP 404', retryable: false } as const)
              : a;
          on?.(i, answer);
          return answer;
        });
      },
    };
    const whole = await t.panel('clinical_message');
    expect(whole.cards.contacts).toMatchObject({ state: 'recorded', notOffered: ['Encounter'] });
  });
});

describe('who may see what', () => {
  /** One reason of each group: what the matrix tells apart. */
  const oneOfEach = [
    null,
    ...reasonCodes.filter((r, i) => reasonCodes.findIndex((o) => groupOf(o) === groupOf(r)) === i),
  ];
  /** In this process, so that every reason and role can be asked: what was searched for, answered from the records. */
  function counting(): { client: FhirClient; types: Set<string> } {
    const types = new Set<string>();
    const plain = t.server.client();
    const answer = (type: string) => {
      types.add(type);
      const found = emptyAnswer();
      const entry = (t.records[type] ?? []).map((resource) => ({ resource: resource as never }));
      addPage(found, { resourceType: 'Bundle', entry }, type);
      return { ok: true, value: found } as const;
    };
    return {
      types,
      client: {
        ...plain,
        search: async (s) => answer(s.type),
        batch: async (searches, _signal, on) =>
          searches.map((s, i) => {
            const found = answer(s.type);
            on?.(i, found);
            return found;
          }),
      },
    };
  }
  it('nothing is fetched, and no field leaves, that the matrix doesn’t show: each reason, role and level', async () => {
    await t.verify();
    const about = { patientId: elenaId, now: '', today: '' };
    for (const level of [1, 2] as const) {
      if (level === 2) await third();
      for (const role of ['agent', 'after-hours', 'nurse'] as const)
        for (const reason of oneOfEach) {
          const { client, types } = counting();
          t.client = client;
          const whole = await t.panel(reason, role, { fresh: true });
          const may = everyCard.filter((c) => mayFetch(role, level, c, { reason }));
          const wanted = new Set([
            'Patient',
            ...may.flatMap((c) => specs[c].searches(about).map((s) => s.type)),
          ]);
          const beyond = [...types].filter((type) => !wanted.has(type));
          expect([role, reason, level, beyond]).toEqual([role, reason, level, []]);
          for (const card of everyCard) {
            const view = whole.cards[card];
            if (!may.includes(card)) {
              expect(view?.state ?? whole.refused[card]).toMatch(/^not-/);
              continue;
            }
            const shown: readonly string[] = shownFields({ role, reason, level }, card);
            const blank: Record<string, unknown> = blanks[card];
            for (const row of view?.rows ?? [])
              for (const field of Object.keys(blank))
                if (!shown.includes(field)) expect(row[field as keyof typeof row]).toEqual(blank[field]);
            expect(view?.hidden ?? []).toEqual(Object.keys(blank).filter((f) => !shown.includes(f)));
          }
        }
    }
  });
  it('nothing at all before two facts', async () => {
    t.desk.room.choose(id, t.desk.ctx());
    await t.check('birthDate');
    t.server.asked.length = 0;
    const whole = await t.panel('clinical_message');
    expect(new Set(Object.values(whole.refused))).toEqual(new Set(['not-verified', 'not-for-reason']));
    expect(Object.values(whole.cards).every((c) => c.state === 'not-for-role')).toBe(true);
    expect(t.server.asked).toHaveLength(0);
  });
  it('a restricted record: one word for every card at once, and nothing of it is fetched', async () => {
    t.records['Patient'] = [{ ...elena, meta: { security: [{ code: 'R' }] } }];
    await t.verify();
    t.server.asked.length = 0;
    const whole = await t.panel('clinical_message');
    for (const name of ['identity', 'conditions', 'contacts', 'tasks'] as const)
      expect(whole.cards[name]).toMatchObject({ state: 'withheld', rows: [] });
    expect(t.server.asked).toHaveLength(0);
  });
  it('the record was restricted meanwhile: the server’s word counts, whatever was kept', async () => {
    await t.verify();
    await t.panel('clinical_message');
    t.records['Patient'] = [{ ...elena, meta: { security: [{ code: 'R' }] } }];
    const whole = await t.panel('clinical_message');
    expect(whole.cards.conditions).toMatchObject({ state: 'withheld', rows: [] });
    // And what was kept is overwritten by it.
    expect(JSON.stringify(t.desk.patients.prepare('select json from cache').all())).not.toContain('Asthma');
  });
  it('one withheld entry among others is not counted', async () => {
    t.records['Communication'] = [
      { ...(t.records['Communication']?.[0] as object), meta: { security: [{ code: 'PSY' }] } },
    ];
    t.records['Encounter'] = [];
    await t.verify();
    const whole = await t.panel('clinical_message');
    expect(whole.cards.contacts).toMatchObject({ state: 'withheld', rows: [], unreadable: 0 });
    expect(JSON.stringify(whole.cards.contacts)).not.toContain('PSY');
  });
  it('a relative who may hear when and where is not shown the rest', async () => {
    Object.assign(t.records, {
      RelatedPerson: [sister],
      Consent: [consent({ type: 'permit', ...forSister })],
    });
    await t.verify();
    await t.caller('relative', 'Kim Torphy');
    t.server.asked.length = 0;
    const whole = await t.panel('new_appointment', 'agent');
    const shown = Object.values(whole.cards).filter((c) => c.from !== null);
    expect(names(shown).toSorted()).toEqual(['appointments', 'identity']);
    expect(whole.refused).toMatchObject({ contacts: 'not-for-caller', allergies: 'not-for-caller' });
    expect(t.asked().join()).not.toMatch(/Allergy|Communication|Task|Coverage/);
  });
});

describe('while it is on its way', () => {
  it('another patient is chosen: nothing more is told', async () => {
    await t.verify();
    const first = value(
      await t.desk.room.cards({ ...id, reason: 'clinical_message', fresh: true }, t.desk.ctx('nurse')),
    );
    t.desk.room.unchoose({ contextId }, t.desk.ctx());
    const after = { panel: first.panel, seen: first.seen };
    expect(
      await t.desk.room.cards({ ...id, reason: 'clinical_message', fresh: true, after }, t.desk.ctx('nurse')),
    ).toMatchObject({ ok: false, code: 'conflict' });
  });
  it('three wrong answers close what has not been told', async () => {
    await t.verify();
    const started = { ...id, reason: 'clinical_message', fresh: true } as const;
    const first = value(await t.desk.room.cards(started, t.desk.ctx('nurse')));
    for (const wrong of ['99999', '88888', '77777']) await t.check('address', wrong);
    const rest = value(
      await t.desk.room.cards(
        { ...started, after: { panel: first.panel, seen: first.seen } },
        t.desk.ctx('nurse'),
      ),
    );
    expect(rest.cards).toEqual([]);
    expect(rest.refused.length).toBeGreaterThan(0);
    expect(rest.refused.every((r) => r.code === 'not-verified')).toBe(true);
  });
  it('a panel of another reason, or that a lock took away, is started anew', async () => {
    await t.verify();
    const ask = (reason: 'refill' | 'urgent', after: { panel: string; seen: number } | null) =>
      t.desk.room.cards({ ...id, reason, fresh: false, after }, t.desk.ctx('nurse')).then(value);
    const first = await ask('urgent', null);
    const other = await ask('refill', { panel: first.panel, seen: 0 });
    expect(other.panel).not.toBe(first.panel);
    t.desk.room.forget();
    expect((await ask('urgent', { panel: first.panel, seen: 99 })).panel).not.toBe(first.panel);
  });
  it('a page that goes away no longer waits; one that waits is answered in time', async () => {
    await t.verify();
    let go = (): void => undefined;
    const held = new Promise<void>((done) => (go = done));
    const plain = t.server.client();
    t.client = { ...plain, batch: (s, signal, on) => held.then(() => plain.batch(s, signal, on)) };
    const started = { ...id, reason: 'urgent', fresh: true } as const;
    const first = value(await t.desk.room.cards(started, t.desk.ctx('nurse')));
    const after = { panel: first.panel, seen: first.seen };
    const page = new AbortController();
    const gone = t.desk.room.cards({ ...started, after }, t.desk.ctx('nurse', page.signal));
    page.abort();
    expect(value(await gone).waiting).toEqual(first.waiting);
    const waits = t.desk.room.cards({ ...started, after }, t.desk.ctx('nurse'));
    await expect.poll(() => t.desk.later.length).toBe(2);
    expect(t.desk.later.at(-1)?.ms).toBe(5000);
    t.desk.later.at(-1)?.task();
    expect(value(await waits)).toMatchObject({ cards: [], waiting: first.waiting });
    go();
    const rest = await wholePanel(t.desk.room, { ...started, after }, () => t.desk.ctx('nurse'));
    expect(Object.keys(rest.cards).length).toBeGreaterThan(8);
  });
  it('two windows: each card is asked for once', async () => {
    await t.verify();
    t.server.asked.length = 0;
    await Promise.all([t.panel('urgent'), t.panel('urgent'), t.card('allergies')]);
    expect(t.asked().filter((url) => url.includes('AllergyIntolerance'))).toHaveLength(1);
  });
  it('a card with enormous entries leaves room for the others', async () => {
    const one = t.records['Communication']?.[0] as Record<string, unknown>;
    const long = 'The words of an invented caller. '.repeat(40);
    t.records['Communication'] = Array.from({ length: 200 }, (_, n) => ({
      ...one,
      id: `c${n}`,
      payload: [{ contentString: long }],
      topic: { text: long },
      sender: { display: long },
    }));
    await t.verify();
    const whole = await t.panel('urgent');
    const card = whole.cards.contacts as CardView;
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(200_000);
    expect(card.rows.length).toBeGreaterThan(100);
  });
});
