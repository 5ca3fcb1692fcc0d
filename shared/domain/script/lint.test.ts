// The lint: a fault of every kind is found at its step, and hostile scripts are bounded and refused by name.
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findingsOf } from './check.ts';
import { readDraft } from './draft.ts';
import { lintPath, lintScript, scriptProblems, type ScriptProblem } from './script-lint.ts';
import { type Path, type Script, type ScriptStep, mostSteps, path, script } from './script.ts';
import { lintSpoken } from './spoken-lint.ts';

const folder = new URL('../../../data/scripts/', import.meta.url);
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
const refill = script.parse(read('refill.json'));
const urgent = script.parse(read('urgent.json'));
const paths = readdirSync(new URL('paths/', folder))
  .filter((f) => /^[a-z-]+\.json$/.test(f))
  .map((f) => path.parse(read(`paths/${f}`)));
const supervisor = paths.find((p) => p.path === 'supervisor') as Path;

type Change = Partial<{ [K in keyof ScriptStep]: ScriptStep[K] }>;
/** The script with one step changed. */
const at = (id: string, change: Change, of: Script = refill): Script => ({
  ...of,
  steps: of.steps.map((s) => (s.id === id ? { ...s, ...change } : s)),
});
const say = (id: string, ...lines: string[]) => at(id, { say: lines });
const without = (kind: ScriptStep['kind'], of: Script = refill): Script => ({
  ...of,
  steps: of.steps.filter((s) => s.kind !== kind),
});
const need = refill.steps.find((s) => s.id === 'need') as ScriptStep;
const hard =
  'Authorization necessitates comprehensive documentation. Administrative representatives subsequently communicate eligibility determinations. Reimbursement calculations incorporate individualized considerations.';

// Planted: what, the code that must be found, the step it is shown at.
const planted: [ScriptProblem, Script, string][] = [
  ['too-long', say('need', `Please ${'really '.repeat(20)}tell me.`), 'need'],
  ['diagnosis', say('need', 'This could be a stroke.'), 'need'],
  ['dosing', say('need', 'Take two tablets now.'), 'need'],
  ['false-comfort', say('need', 'It is probably nothing.'), 'need'],
  ['leading', say('need', 'You don’t have any pain, do you?'), 'need'],
  ['harmful', say('need', 'Please calm down.'), 'need'],
  ['unknown-field', say('need', 'Hello {patient.ssn}.'), 'need'],
  ['markup', say('need', '<b>Hello</b>'), 'need'],
  ['hard-to-read', say('need', ...hard.split('. ')), 'need'],
  ['dosing', at('need', { why: 'Tell them to take another tablet.' }), 'need'],
  ['markup', at('need', { ticks: ['**Medicine**'] }), 'need'],
  ['markup', at('need', { branches: [{ when: '<img src=x onerror=alert(1)>', to: 'message' }] }), 'need'],
  ['verify-offers-fact', say('verify', 'Am I speaking with {patient.preferredName}?'), 'verify'],
  [
    'too-many-questions',
    at('need', {
      phrases: Array.from({ length: 6 }, (_, i) => ({
        id: `q${i}`,
        kind: 'explore' as const,
        moods: [],
        text: 'What else?',
      })),
    }),
    'need',
  ],
  [
    'phrase-twice',
    at('need', { required: [0, 1].map(() => ({ id: 'same', text: 'Please stay on the line.' })) }),
    'need',
  ],
  ['reviewed-clinical', { ...refill, review: 'reviewed' }, ''],
  ['form', say('need', ''), 'need'],
  ['form', { ...refill, steps: refill.steps.slice(1) }, ''],
  [
    'step-twice',
    { ...refill, steps: [...refill.steps.slice(0, -1), need, ...refill.steps.slice(-1)] },
    'need',
  ],
  ['branch-nowhere', at('need', { branches: [{ when: 'Yes', to: 'no-such-step' }] }), 'need'],
  ['branch-nowhere', at('need', { next: 'no-such-step' }), 'need'],
  ['branch-to-itself', at('need', { branches: [{ when: 'Again', to: 'need' }] }), 'need'],
  ['branch-twice', at('need', { branches: ['message', 'close'].map((to) => ({ when: 'Yes', to })) }), 'need'],
  ['path-missing', at('need', { branches: [{ when: 'Yes', to: 'path:nowhere' }] }), 'need'],
  ['path-only', at('need', { branches: [{ when: 'Yes', to: 'script:back' }] }), 'need'],
  ['unreachable', at('need', { branches: [] }), 'out-now'],
  ['no-way-out', at('message', { next: 'need' }), 'need'],
  [
    'round-by-next',
    at('message', { next: 'need' }, at('need', { branches: [{ when: 'Done', to: 'close' }] })),
    'message',
  ],
  ['dead-end', { ...refill, steps: [...refill.steps, { ...need, id: 'after' }] }, 'after'],
  ['no-greeting', without('greeting'), 'acknowledge'],
  ['no-close', without('close'), 'expect'],
  ['no-verify', without('verify'), ''],
  ['record-before-verify', say('acknowledge', 'Your visit is {appointment.next.when}.'), 'acknowledge'],
  ['no-read-back', without('read_back'), 'need'],
  [
    'not-read-back',
    at('message', {
      fields: [
        { id: 'number', label: 'Number', kind: 'phone', choices: [], required: true, readBack: false },
      ],
    }),
    'message',
  ],
  ['visit-not-whole', { ...refill, reason: 'confirm_appointment' }, ''],
  ['no-emergency-line', at('expect', { required: [] }), ''],
  ['not-clinical', { ...refill, clinical: false }, ''],
  ['reviewed-clinical', { ...refill, clinical: false, review: 'reviewed' }, ''],
  ['no-emergency-act', at('action', { act: null }, urgent), ''],
  [
    'mood-without-words',
    {
      ...refill,
      steps: refill.steps.map((s) => ({
        ...s,
        phrases: s.phrases.filter((p) => !p.moods.includes('grieving')),
      })),
    },
    '',
  ],
  [
    'too-many-steps',
    { ...refill, steps: Array.from({ length: 10_000 }, (_, i) => ({ ...need, id: `s${i}` })) },
    '',
  ],
];

describe('planted faults', () => {
  it.each(planted)('%s', (problem, content, stepId) => {
    expect(lintScript(content, paths)).toContainEqual(expect.objectContaining({ problem, stepId }));
  });
  it('knows a fault of every kind', () => {
    expect([...new Set(planted.map(([p]) => p))].toSorted()).toEqual([...scriptProblems].toSorted());
  });
  it('finds them in the brief variant too, and says that it was there', () => {
    const brief = (refill.brief ?? []).map((s) => (s.id === 'need' ? { ...s, say: ['Relax.'] } : s));
    expect(lintScript({ ...refill, brief })).toEqual([
      { stepId: 'need', where: 'brief', problem: 'harmful', text: 'Relax.' },
    ]);
    expect(
      lintScript({ ...refill, brief: (refill.brief ?? []).filter((s) => s.kind !== 'verify') }).map((f) => [
        f.problem,
        f.where,
      ]),
    ).toContainEqual(['no-verify', 'brief']);
  });
  it('and in a shared path', () => {
    const steps = supervisor.steps.map((s, i) => (i === 0 ? { ...s, say: ['<i>Yes</i>'], next: 'gone' } : s));
    const found = lintPath({ ...supervisor, steps, mayOffer: ['Take two pills'] }, paths).map(
      (f) => f.problem,
    );
    expect(found).toEqual(expect.arrayContaining(['markup', 'branch-nowhere', 'dosing']));
    expect(
      lintPath({ ...supervisor, steps: [...supervisor.steps, ...supervisor.steps] }).map((f) => f.problem),
    ).toContain('step-twice');
  });
});

describe('every way, not only the plain one', () => {
  const confirm = script.parse(read('confirm_appointment.json'));
  const clinical = script.parse(read('clinical_message.json'));
  const found = (content: Script) =>
    lintScript(content, paths).map((f) => `${f.where} ${f.stepId} ${f.problem}`);
  const branch = (of: Script, id: string, to: string): Script =>
    at(
      id,
      { branches: [...(of.steps.find((s) => s.id === id)?.branches ?? []), { when: 'In a hurry', to }] },
      of,
    );
  it('a branch past the question who it is', () => {
    expect(found(confirm)).toEqual([]);
    expect(found(branch(confirm, 'greeting', 'need'))).toContain('steps need record-before-verify');
  });
  it('a branch of who could not be verified, on to the record', () => {
    expect(found(branch(confirm, 'verify', 'need'))).toContain('steps need record-before-verify');
  });
  it('the record in a phrase or a question, before anybody is verified', () => {
    const text = 'You are seen {appointment.next.when}, {patient.preferredName}.';
    const phrases = [{ id: 'zz-1', kind: 'summarise' as const, moods: [], text }];
    expect(found(at('greeting', { phrases }, confirm))).toContain('steps greeting record-before-verify');
    const teachBack = { ask: text, listenFor: ['Knows it'], again: text };
    expect(found(at('greeting', { teachBack }, confirm))).toContain('steps greeting record-before-verify');
  });
  it('a branch past the emergency line, named at the step that has it', () => {
    expect(found(clinical)).toEqual([]);
    expect(found(branch(clinical, 'need', 'close'))).toContain('steps need no-emergency-line');
    const one = at('verify', { branches: [{ when: 'Not verified', to: 'unverified' }] }, clinical);
    expect(found(at('unverified', { next: 'close' }, one))).toContain('steps verify no-emergency-line');
  });
  it('a clinical reason is clinical whatever the file says', () => {
    const bare = clinical.steps.map((s) => ({ ...s, required: [] }));
    expect(found({ ...clinical, clinical: false, steps: bare })).toEqual(
      expect.arrayContaining(['steps  not-clinical', 'steps  no-emergency-line']),
    );
  });
  it('to a colleague or into the emergency card by a choice is no way past it; on the plain way it is', () => {
    expect(found(at('danger', { next: 'close' }, clinical)).filter((f) => f.includes('emergency'))).toEqual(
      [],
    );
    const plain = at('expect', { required: [], act: 'transfer' }, clinical);
    expect(found(plain)).toContain('steps  no-emergency-line');
  });
});

it('one line of long words is named itself, however easy the rest of its step is', () => {
  const text = 'We will utilise the aforementioned documentation to facilitate your reimbursement.';
  expect(lintScript(say('need', 'How can I help you today?', text), paths)).toContainEqual({
    stepId: 'need',
    where: 'steps',
    problem: 'hard-to-read',
    text,
  });
});

describe('circles', () => {
  const step = (id: string, next: string | null, branches: ScriptStep['branches'] = []): ScriptStep => ({
    ...need,
    id,
    next,
    branches,
  });
  const around = (...steps: ScriptStep[]): Script => ({
    ...refill,
    steps: [refill.steps[0] as ScriptStep, ...steps, refill.steps.at(-1) as ScriptStep],
  });
  const problems = (s: Script) => lintScript(s).map((f) => `${f.stepId} ${f.problem}`);
  it('with a door is fine, without one it is named at each of its steps', () => {
    const closed = problems(around(step('a', 'b'), step('b', 'a')));
    expect(closed).toEqual(expect.arrayContaining(['a no-way-out', 'b no-way-out', 'close unreachable']));
    const door = [{ when: 'Done', to: 'close' }];
    const back = problems(around(step('a', null), step('b', null, [{ when: 'Again', to: 'a' }])));
    expect(back.filter((p) => p.includes('way-out') || p.includes('round'))).toEqual([]);
    // With a door that only a choice opens, Next alone never ends.
    const open = problems(around(step('a', 'b'), step('b', 'a', door)));
    expect(open.filter((p) => p.includes('way-out'))).toEqual([]);
    expect(open).toEqual(expect.arrayContaining(['a round-by-next', 'b round-by-next']));
  });
});

describe('hostile drafts', () => {
  const hostile: [string, unknown][] = [
    ['nothing', null],
    ['a text', '<script>alert(1)</script>'],
    ['a number', 7],
    ['a list', [refill]],
    ['an empty object', {}],
    ['steps that are no list', { ...refill, steps: { length: 1e9 } }],
    ['steps of numbers', { ...refill, steps: [1, 2, 3] }],
    [
      'a branch of the wrong type',
      { ...refill, steps: refill.steps.map((s) => ({ ...s, branches: 'close' })) },
    ],
    ['an unknown key', { ...refill, onload: 'x' }],
    ['a prototype', JSON.parse('{"__proto__":{"steps":[]},"id":"script.x"}')],
    ['a language that nobody speaks', { ...refill, lang: 'xx' }],
    ['a path that is none', { ...supervisor, path: '../../etc' }],
  ];
  it.each(hostile)('%s is refused by name', (_, value) => {
    expect(readDraft(value)).toMatchObject({ ok: false, code: 'script-damaged' });
    expect(script.safeParse(value).success).toBe(false);
  });

  it('10,000 steps are one finding, at once', () => {
    const many = { ...refill, steps: Array.from({ length: 10_000 }, (_, i) => ({ ...need, id: `s${i}` })) };
    const start = performance.now();
    expect(lintScript(many as Script)).toEqual([
      { stepId: '', where: 'steps', problem: 'too-many-steps', text: `10000 > ${mostSteps}` },
    ]);
    expect(performance.now() - start).toBeLessThan(200);
    expect(script.safeParse(many).success).toBe(false);
  });

  it('a line of 100,000 characters is one finding, whatever stands in it', () => {
    for (const piece of ['a', '{', '? ', 'is this ', '1 mg ', 'are not ', '\u202E'])
      expect(lintSpoken(piece.repeat(100_000 / piece.length))).toEqual(['too-long']);
  });

  it('any text at any place is linted without a throw, and never lets markup through', () => {
    const word = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'<>`*_&;#[](){}?¿, .1amé漢😀\u0000\u202E\uD800'), maxLength: 60 }),
      fc.constantFrom('<b>', '`x`', '[a](b)', '&lt;', '**x**'),
    );
    fc.assert(
      fc.property(word, fc.constantFrom('en', 'es', 'id'), (text, lang) => {
        const steps = [need, ...refill.steps.slice(-1)].map((s) => ({ ...s, say: [text], branches: [] }));
        const found = lintScript({ ...refill, steps, brief: null, lang: lang as 'en' });
        if (/[<>`]|\*\*/.test(text)) expect(found.map((f) => f.problem)).toContain('markup');
      }),
      { numRuns: 60 },
    );
  });

  it('whatever the branches are, the lint ends and the desk refuses what has findings', () => {
    const ids = [...refill.steps.map((s) => s.id), 'path:abuse', 'script:back', 'call:end', 'nowhere'];
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(8), fc.constantFrom(...ids)), { maxLength: 12 }), (edges) => {
        const steps = refill.steps.map((s, i) => ({
          ...s,
          branches: edges
            .filter(([n]) => n === i)
            .slice(0, 6)
            .map(([, to], k) => ({ when: `w${k}`, to })),
          next: edges.find(([n]) => n === i)?.[1] ?? null,
        }));
        const content = { ...refill, steps };
        expect(findingsOf(content, paths)).toEqual(lintScript(content, paths));
      }),
      { numRuns: 40 },
    );
  });
});

describe('wording by language', () => {
  it('the words of every language are refused in a file of any', () => {
    for (const lang of ['en', 'es', 'id'] as const)
      for (const [text, problem] of [
        ['It is probably nothing, so take two pills.', 'dosing'],
        ['Seguro no es nada, tome dos pastillas.', 'dosing'],
        ['Minum dua tablet sekarang.', 'dosing'],
      ] as const)
        expect(lintScript({ ...say('need', text), lang }, paths)).toContainEqual({
          stepId: 'need',
          where: 'steps',
          problem,
          text,
        });
  });
  it('characters that nobody sees hide nothing, and are refused themselves', () => {
    for (const hidden of [
      '\u00AD',
      '\u200C',
      '\u200D',
      '\u200B',
      '\u2060',
      '\u061C',
      '\u180E',
      '\u{E0061}',
    ]) {
      const text = `It is prob${hidden}ably nothing.`;
      expect(lintSpoken(text)).toEqual(['false-comfort', 'markup']);
    }
    expect(lintSpoken('Ｐｒｏｂａｂｌｙ nothing.')).toContain('false-comfort');
  });

  it.each([
    ['en', 'You’ll be fine.', 'false-comfort'],
    ['en', 'It’s just a small thing.', 'false-comfort'],
    ['en', 'You may have a bad reaction.', 'diagnosis'],
    ['en', 'This could be a food poisoning.', 'diagnosis'],
    ['en', 'One pill every six hours.', 'dosing'],
    ['en', 'Put some ice on it and lie down.', 'dosing'],
    ['en', 'Use your inhaler.', 'dosing'],
    ['en', 'It doesn’t hurt, does it?', 'leading'],
    ['en', 'Is the pain mild?', 'leading'],
    ['en', 'So you’re feeling better?', 'leading'],
    ['en', 'Everything happens for a reason.', 'harmful'],
    ['en', 'I know how you feel.', 'harmful'],
    ['es', 'Probablemente no es nada.', 'false-comfort'],
    ['es', 'Dos pastillas cada ocho horas.', 'dosing'],
    ['id', 'Dua tablet tiga kali sehari.', 'dosing'],
    ['es', 'No se preocupe.', 'false-comfort'],
    ['es', 'Todo va a salir bien.', 'false-comfort'],
    ['es', 'Puede ser un infarto.', 'diagnosis'],
    ['es', 'Tome dos pastillas.', 'dosing'],
    ['es', 'Cálmese, por favor.', 'harmful'],
    ['es', 'No le duele mucho, ¿verdad?', 'leading'],
    ['es', 'Hola {patient.ssn}.', 'unknown-field'],
    ['id', 'Jangan khawatir.', 'false-comfort'],
    ['id', 'Semuanya akan baik-baik saja.', 'false-comfort'],
    ['id', 'Ini bisa jadi serangan jantung.', 'diagnosis'],
    ['id', 'Minum dua tablet sekarang.', 'dosing'],
    ['id', 'Tolong tenang dulu.', 'harmful'],
    ['id', 'Tidak sakit sekali, kan?', 'leading'],
    ['id', '<b>Halo</b>', 'markup'],
    ['en', 'This does not sound like an emergency.', 'false-comfort'],
    ['en', 'It doesn’t seem serious.', 'false-comfort'],
    ['en', 'You’ll feel better soon.', 'false-comfort'],
    ['en', 'It’ll pass.', 'false-comfort'],
    ['en', 'You can wait until tomorrow.', 'false-comfort'],
    ['en', 'Take 2 of the blue ones tonight.', 'dosing'],
    ['en', 'Sounds like a kidney stone to me.', 'diagnosis'],
  ] as const)('%s refuses “%s”', (lang, text, problem) => {
    expect(lintSpoken(text), lang).toContain(problem);
  });
  it.each([
    ['es', '¿Qué es lo que más le preocupa?'],
    ['es', 'Siento mucho que haya tenido que esperar.'],
    ['es', 'Si empeora, cuelgue y llame al {emergency.ambulance}.'],
    ['id', 'Apa yang paling Anda khawatirkan?'],
    ['id', 'Saya turut prihatin. Saya di sini bersama Anda.'],
    ['id', 'Kalau memburuk, tutup telepon dan hubungi {emergency.ambulance}.'],
    ['en', 'Take a moment to check it.'],
    ['en', 'You shouldn’t have had to call twice.'],
  ] as const)('%s lets “%s” pass', (lang, text) => {
    expect(lintSpoken(text), lang).toEqual([]);
  });
});
