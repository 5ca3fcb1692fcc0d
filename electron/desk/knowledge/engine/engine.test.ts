import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildIndex } from './build.ts';
import { makeEngine, wipe } from './engine.ts';
import { firstSettings } from './segment.ts';
import { bruteForce, doc } from './testing.ts';
import type { EngineDoc, EngineIndex } from './types.ts';

const indexOf = (docs: readonly EngineDoc[]): EngineIndex => {
  const index = buildIndex(docs);
  if (index === null) throw new Error('nothing told it to stop');
  return index;
};
const words = ['copay', 'copays', 'refill', 'refills', 'nurse', 'gout', 'the', 'of', 'insurance', 'kidney'];
const text = (most: number) =>
  fc.array(fc.constantFrom(...words), { maxLength: most }).map((list) => list.join(' '));
const corpus = fc
  .array(
    fc.record({
      title: text(5),
      topic: text(2),
      keywords: fc.array(text(2), { maxLength: 3 }),
      section: fc.option(text(2)),
      body: text(25),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((list) => list.map((some, i) => doc(i * 3 + 1, some)));
const plain = { typo: false, completion: false, terms: false, rerank: false };

describe('scores', () => {
  it('equals BM25F as its formula reads', () => {
    fc.assert(
      fc.property(
        corpus,
        fc.subarray(['copay', 'refill', 'nurse', 'gout', 'kidney'], { minLength: 1 }),
        (docs, asked) => {
          const { hits } = makeEngine({ base: indexOf(docs) }).search(`${asked.join(' ')} `, {
            limit: 50,
            steps: plain,
          });
          const wanted = [...bruteForce(docs, asked, firstSettings)].sort(
            (a, b) => b[1] - a[1] || a[0] - b[0],
          );
          expect(new Set(hits.map(({ n }) => n))).toEqual(new Set(wanted.map(([n]) => n)));
          hits.forEach(({ score }, i) => expect(score).toBeCloseTo(wanted[i]?.[1] ?? -1, 3));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('finds the same articles when some came later', () => {
    fc.assert(
      fc.property(corpus, fc.nat(11), (docs, at) => {
        const newer = docs.slice(at).map((d) => ({ ...d, n: d.n + 1000 }));
        const engine = makeEngine({
          base: indexOf(docs),
          delta: newer.length > 0 ? indexOf(newer) : null,
          dead: (n) => docs.findIndex((d) => d.n === n) >= at,
        });
        const whole = makeEngine({ base: indexOf([...docs.slice(0, at), ...newer]) });
        const ask = 'gout nurse refill ';
        // The re-rank also looks at neighbours of the same topic, which the desk does not offer when they hold no word.
        const steps = { rerank: false };
        const found = (e: typeof engine) =>
          new Set(e.search(ask, { limit: 50, steps }).hits.map(({ n }) => n));
        expect(found(engine)).toEqual(found(whole));
        expect(engine.size).toBe(docs.length);
      }),
      { numRuns: 25 },
    );
  });
});

const articles = [
  doc(1, {
    title: 'Copay for a visit',
    topic: 'Copay',
    body: 'What a visit costs: the copay is due at check in.',
  }),
  doc(2, {
    title: 'Refill a prescription',
    topic: 'Refills',
    body: 'Order a refill seven days before you run out.',
  }),
  doc(3, {
    title: 'Symptoms of gout',
    topic: 'Gout',
    section: 'symptoms',
    body: 'Pain in one joint, often the toe.',
  }),
  doc(4, {
    title: 'Treatment of gout',
    topic: 'Gout',
    section: 'treatment',
    body: 'Rest, ice, and what the doctor orders.',
  }),
  doc(5, {
    title: 'High blood pressure',
    topic: 'Hypertension',
    keywords: ['HBP'],
    body: 'Often without symptoms.',
  }),
  doc(6, { title: 'Hemorrhoids', topic: 'Hemorrhoids', body: 'Swollen veins near the end of the bowel.' }),
  doc(7, {
    title: 'Diabetes',
    topic: 'Diabetes',
    body: 'Too much glucose in the blood. Order out of order.',
  }),
];
const engine = makeEngine({
  base: indexOf(articles),
  terms: [
    { term: 'bp', means: ['blood pressure'] },
    { term: 'script', means: ['prescription'] },
  ],
});
const first = (ask: string, steps = {}) => engine.search(ask, { limit: 5, steps }).hits[0]?.n;

describe('questions', () => {
  it('repairs slips, by finger and by ear, and says so', () => {
    for (const [asked, right, n] of [
      ['hemroids', 'hemorrhoids', 6],
      ['diabeetis', 'diabetes', 7],
      ['perscription', 'prescription', 2],
      ['gotu', 'gout', 3],
    ] as const) {
      const answer = engine.search(`${asked} `, { limit: 5 });
      expect(answer.corrected).toEqual([{ from: asked, to: right }]);
      expect(answer.hits[0]?.n).toBe(n);
      expect(engine.search(`${asked} `, { limit: 5, steps: { typo: false } }).corrected).toEqual([]);
    }
  });

  it('leaves alone what an article has, and what is like nothing', () => {
    expect(engine.search('copay glucose zzyzxq ', { limit: 5 }).corrected).toEqual([]);
  });

  it('leaves alone what the list of terms has, though an article has a word like it', () => {
    const base = indexOf([doc(1, { title: 'Rectal bleeding' }), doc(2, { title: 'Ask for a prescription' })]);
    const asked = ['receta', 'receta ', 'la receta médica '];
    const terms = [{ term: 'receta médica', means: ['prescription'] }];
    const known = makeEngine({ base, terms: [...terms, { term: 'receta', means: ['prescription'] }] });
    for (const text of asked) {
      const { corrected, hits } = known.search(text, { limit: 2 });
      expect([corrected, hits[0]?.n]).toEqual([[], 2]);
    }
    // Without the list it is read as half a word of another one.
    expect(makeEngine({ base }).search('receta', { limit: 2 }).corrected).toEqual([
      { from: 'receta', to: 'rectal' },
    ]);
  });

  it('takes a short word that differs by a whole letter for a common one only', () => {
    const having = (n: number) =>
      makeEngine({
        base: indexOf(Array.from({ length: 400 }, (_, i) => doc(i, { title: i < n ? 'Asia' : 'Clinic' }))),
      }).search('asma ', { limit: 1 }).corrected;
    expect(having(1)).toEqual([]);
    expect(having(2)).toEqual([{ from: 'asma', to: 'asia' }]);
  });

  it('takes the last word for the beginning of one, until a blank follows', () => {
    expect(first('hemorr')).toBe(6);
    expect(engine.complete('how to pre', { limit: 5 })).toEqual(['prescription', 'pressure']);
    expect(engine.complete('how to pre ', { limit: 5 })).toEqual([]);
    expect(first('hypertens', { completion: false, typo: false })).toBeUndefined();
  });

  it('repairs half a word', () => {
    expect(first('hemmor')).toBe(6);
  });

  it('reads abbreviations of the list, whole ones only', () => {
    const answer = engine.search('bp ', { limit: 5 });
    expect(answer.expanded).toEqual([{ from: 'bp', to: 'blood pressure' }]);
    expect(answer.hits[0]?.n).toBe(5);
    expect(engine.search('script ', { limit: 5 }).hits[0]?.n).toBe(2);
    expect(engine.search('bp ', { limit: 5, steps: { terms: false } }).expanded).toEqual([]);
  });

  it('puts the part that was asked for first', () => {
    expect(first('signs of gout ')).toBe(3);
    expect(first('how is gout treated ')).toBe(4);
  });

  it('keeps to an exact phrase', () => {
    const hits = (ask: string) => engine.search(ask, { limit: 5 }).hits.map(({ n }) => n);
    expect(hits('"order a refill"')).toEqual([2]);
    expect(hits('"out of order" glucose')).toEqual([7]);
    expect(hits('"refill order"')).toEqual([]);
    expect(hits('"of a"')).toEqual([]);
  });

  it('cuts two words that were written as one', () => {
    const many = Array.from({ length: 12 }, (_, i) => doc(i, { title: `blood pressure ${i}` }));
    const answer = makeEngine({ base: indexOf(many) }).search('bloodpressure ', { limit: 3 });
    expect(answer.corrected).toEqual([{ from: 'bloodpressure', to: 'blood pressure' }]);
    expect(answer.hits).toHaveLength(3);
  });

  it('multiplies a score by what the caller says', () => {
    const sunk = engine.search('gout ', { limit: 5, factor: (n) => (n === first('gout ') ? 1e-6 : 1) });
    expect(sunk.hits[0]?.n).not.toBe(first('gout '));
  });
});

describe('what may not be seen', () => {
  const text2 = fc.array(fc.constantFrom('gout', 'gouty', 'goutweed', 'refill', 'nurse', 'nursery'), {
    maxLength: 6,
  });
  it('is in no hit, no completion, no repair and no marked word', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text2, fc.boolean()), { minLength: 1, maxLength: 8 }),
        fc.constantFrom(
          'gou',
          'goutwed ',
          'nurs',
          'nursry ',
          'refil',
          'goutweed',
          'gouty refill',
          '"gout nurse"',
          'nursegout',
        ),
        (list, asked) => {
          const docs = list.map(([body], n) => doc(n, { title: '', body: body.join(' ') }));
          const shown = (n: number) => list[n]?.[1] === true;
          const own = new Set(docs.filter((d) => shown(d.n)).flatMap((d) => d.body.split(' ')));
          const made = makeEngine({ base: indexOf(docs) });
          const mask = made.mask(shown);
          const answer = made.search(asked, { limit: 20, mask });
          const typed = new Set(asked.split(/[^a-z]+/));
          expect(answer.hits.every(({ n }) => shown(n))).toBe(true);
          expect(answer.words.filter((word) => !own.has(word) && !typed.has(word))).toEqual([]);
          expect(
            answer.corrected.flatMap(({ to }) => to.split(' ')).filter((word) => !own.has(word)),
          ).toEqual([]);
          expect(made.complete(asked, { limit: 9, mask }).filter((word) => !own.has(word))).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('judges words by all that may be seen, and scores a part of it', () => {
    const mask = engine.mask(() => true);
    const among = engine.mask((n) => n !== 6);
    const answer = engine.search('hemorrhoids', { limit: 5, mask, among });
    expect(answer.corrected).toEqual([]);
    expect(answer.hits).toEqual([]);
  });
});

describe('hostile questions', () => {
  it('are cut, never refused', () => {
    const letters = 'hemorrhoidz ';
    for (const ask of [
      letters.repeat(850),
      'a'.repeat(10_000),
      '"'.repeat(10_000),
      '"gout of" '.repeat(1000),
      '\ud800'.repeat(10_000),
      Array.from({ length: 2000 }, (_, i) => `x${String.fromCharCode(97 + (i % 26))}qz${i % 7}`).join(' '),
      '',
      '   ',
    ]) {
      const answer = engine.search(ask, { limit: 5 });
      expect(answer.hits.length).toBeLessThanOrEqual(5);
      expect(answer.words.length).toBeLessThan(250);
    }
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (ask) => {
        expect(engine.search(ask, { limit: 3 }).hits.length).toBeLessThanOrEqual(3);
      }),
    );
  });

  it('asks an engine without articles', () => {
    const empty = makeEngine({ base: null });
    expect(empty.size).toBe(0);
    expect(empty.search('gout', { limit: 5 }).hits).toEqual([]);
    expect(makeEngine({ base: indexOf([]) }).search('gou', { limit: 5 }).hits).toEqual([]);
  });

  it('has nothing left after a wipe', () => {
    const index = indexOf(articles);
    wipe(index);
    expect(index.tokens.every((token) => token === 0)).toBe(true);
    expect(index.postingDoc.every((place) => place === 0)).toBe(true);
  });
});
