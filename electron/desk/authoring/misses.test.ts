// What the vault keeps of searches that found nothing. Names, numbers and days of birth are planted; a search through all that was
// kept finds none.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MissRow } from '#shared/contract/authoring.ts';
import { emptyDraft } from '#shared/domain/messages/message.ts';
import { putDraft } from '../messages/drafts.ts';
import { must, type Bench, type TestPage } from '../router/testing.ts';
import { keepMiss, missDays, missReport, mostMisses } from './misses.ts';
import type { Authoring } from './room.ts';
import { articleNamed, authoringBench, joel, put } from './testing.ts';

let bench: Bench;
let room: Authoring;
let page: TestPage;
beforeAll(async () => {
  ({ bench, room } = await authoringBench());
  await put(
    bench,
    articleNamed('own', {
      title: 'Zoomline and Xarelto',
      body: 'Ask about a zoomline visit. Doctor Okonkwo knows.',
    }),
    articleNamed('sample', {
      body: 'A sample writes quetzal.',
      sample: true,
      owner: null,
      reviewedOn: null,
      reviewBy: null,
    }),
  );
  const patients = bench.vault.patients;
  patients?.exec(
    `insert into kept_word (id, word) values (1, 'rash');
     insert into kept_person (patient_id, since, needed_at) values ('p', '2026-11-01', '2026-11-01');
     insert into kept_name (word, patient_id, former) values (1, 'p', 0);`,
  );
  page = bench.page();
});
afterAll(() => bench.end());
beforeEach(() => {
  bench.sit(joel);
  bench.vault.core.exec('delete from knowledge_misses');
});
const today = '2026-11-22';
const missed = (text: string, more: object = {}) =>
  room.missed({ text, accountId: 'harbor', reason: 'refill', today, ...more });
const report = async (days = 90) =>
  must(await page.ask<{ rows: MissRow[]; total: number }>('authoring.misses', { days }));

const planted = [
  'Quackenbush',
  'Zebulon',
  'Núñez',
  'Okonkwo',
  'Grace',
  'Xarelto',
  '1957',
  '0142',
  '617',
  'zeb@',
  'elm',
  'Олег',
  'quetzal',
  'rash',
  '123-45',
];
const questions = [
  'refill for Zebulon Quackenbush born 3/14/1957',
  'refill Mrs Núñez 617-555-0142',
  'grace okonkwo refill insurance',
  'zeb@quackenbush.example insurance card',
  'appointment at 12 Elm Street for Олег',
  'Xarelto refill rash quetzal',
  'ssn 123-45-6789 insurance',
  'Quackenbushinsurance refill',
  'refill\u200bZebulon insurance',
];

describe('a miss', () => {
  it('is kept by known words alone; nothing that was planted is found again', async () => {
    for (const text of questions) missed(text);
    const dump = JSON.stringify(bench.vault.core.prepare('select * from knowledge_misses').all());
    for (const word of planted) expect(dump.toLowerCase()).not.toContain(word.toLowerCase());
    expect(dump).toContain('insurance');
    const told = JSON.stringify([await report(), bench.audit(), page.frames]);
    for (const word of planted.filter((w) => !/^\d/.test(w)))
      expect(told.toLowerCase()).not.toContain(`"${word.toLowerCase()}`);
  });
  it('holds no name of whoever is on the line or was, even where it is an everyday word', () => {
    putDraft(bench.vault.core, bench.sealer, 'joel', {
      id: crypto.randomUUID(),
      fields: {
        ...emptyDraft({
          accountId: 'harbor',
          dnis: '',
          greeting: '',
          receivedAt: bench.now,
          zone: 'America/New_York',
          practice: 'harbor',
          origin: null,
        }),
        callerName: 'Amy Blood',
      },
      openedAt: bench.now,
      keptAt: bench.now,
      revises: null,
    });
    missed('blood insurance');
    expect(missReport(bench.vault.core, { days: 1, today }).rows.map((r) => [r.words, r.hidden])).toEqual([
      [['insurance'], 1],
    ]);
    bench.vault.core.exec('delete from drafts; delete from knowledge_misses');
    missed('blood insurance');
    expect(missReport(bench.vault.core, { days: 1, today }).rows[0]?.words).toEqual(['blood', 'insurance']);
  });
  it('may have a word that an article of the practice writes in small letters', () => {
    missed('zoomline insurance');
    missed('okonkwo insurance');
    const { rows } = missReport(bench.vault.core, { days: 1, today });
    expect(rows.map((r) => [r.words, r.hidden])).toEqual(
      expect.arrayContaining([
        [['insurance', 'zoomline'], 0],
        [['insurance'], 1],
      ]),
    );
  });
  it('is counted by day, account and reason, and told by words', async () => {
    missed('insurance card lost');
    missed('lost card insurance');
    missed('card lost insurance', { reason: 'billing', accountId: 'riverside' });
    missed('card lost insurance', { reason: 'made up', accountId: null, today: '2026-11-20' });
    missed('Zebulon');
    missed('why is it');
    expect(await report()).toEqual({
      total: 5,
      rows: [
        {
          words: ['card', 'insurance', 'lost'],
          hidden: 0,
          count: 4,
          accounts: expect.arrayContaining(['harbor', 'riverside']) as string[],
          reasons: expect.arrayContaining([
            { code: 'refill', count: 2 },
            { code: 'billing', count: 1 },
          ]) as MissRow['reasons'],
          lastDay: '2026-11-22',
        },
        // Of a question without a known word there is the number of its words alone.
        {
          words: [],
          hidden: 1,
          count: 1,
          accounts: ['harbor'],
          reasons: [{ code: 'refill', count: 1 }],
          lastDay: '2026-11-22',
        },
      ],
    });
    expect((await report(1)).total).toBe(4);
    expect(must(await page.ask('authoring.forgetMisses'))).toEqual({ forgotten: 4 });
    expect((await report()).total).toBe(0);
  });
  it('goes after its time, and the oldest go when there are too many', () => {
    const db = bench.vault.core;
    const known = { isWord: () => true, isName: () => false };
    const miss = (text: string, day: string) =>
      keepMiss(db, { text, accountId: null, reason: null, today: day }, known);
    miss('old', '2026-08-01');
    miss('new', today);
    expect(missReport(db, { days: missDays, today }).total).toBe(1);
    const put = db.prepare("insert into knowledge_misses values (?, '', '', ?, 0, 1)");
    db.transaction(() => {
      for (let i = 0; i < mostMisses; i++) put.run('2026-11-21', `w${i}`);
    })();
    miss('newest', today);
    expect(bench.count('knowledge_misses')).toBe(mostMisses);
    expect(missReport(db, { days: 1, today }).total).toBe(2);
  });
});

it('keeps no name of a mail or web address of an own article', async () => {
  await put(
    bench,
    articleNamed('addresses', {
      body:
        'Write to billing@okafor-clinic.example, dr.adeyemi@x.example, nwosu.example or ' +
        'https://www.ibekwe.example/onyeka. Ask for wobbleboard.',
    }),
  );
  missed('okafor adeyemi nwosu ibekwe onyeka wobbleboard');
  expect((await report()).rows).toMatchObject([{ words: ['wobbleboard'], hidden: 5 }]);
});
