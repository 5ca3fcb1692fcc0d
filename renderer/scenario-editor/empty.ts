// What a new scenario begins as: the smallest call that lints clean, so that an author changes something that works.
import type { Draft } from './shape.ts';
import { plainWay } from './nodes.ts';

/** `id` like `R20`, free; `today` an ISO date. Sentences are the content's own language, as all scenarios are. */
export function newScenario(id: string, title: string, author: string, today: string): Draft {
  const level = (hints: string, emotion: number, trust: number, timer: number | null, noise = false) => ({
    emotion,
    trust,
    hints,
    timer,
    noise,
    events: [],
  });
  return {
    id,
    of: null,
    lang: 'en',
    base: 'en',
    version: 1,
    title,
    author,
    date: today,
    synthetic: true,
    review: 'draft',
    summary: 'Write here what happens in this call and what it trains.',
    accountId: 'riverside',
    reasonCode: 'clinical_message',
    feeling: 'afraid',
    sensitive: null,
    caller: { name: 'Alex Example', relation: 'patient', number: '617 555 0100' },
    patient: { name: 'Alex Example', birthDate: '1980-01-31' },
    known: ['You may not give medical advice.'],
    passMark: 75,
    parTurns: 4,
    parSeconds: 180,
    levels: {
      '1': level('shown', 4, 5, null),
      '2': level('on-ask', 5, 4, null),
      '3': level('none', 6, 3, 20, true),
      '4': level('none', 6, 3, 15, true),
    },
    start: 'opening',
    nodes: [
      {
        id: 'opening',
        caller: ['I am so scared, I do not know whom to ask.'],
        cue: {
          id: 'scared',
          words: 'so scared',
          names: ['scared', 'afraid', 'frightening'],
          better: 'That sounds frightening. I am here, and we will find out whom to ask.',
          nextStep: 'Name the fear before you ask for anything.',
          trains: [],
        },
        tells: [],
        choices: [
          {
            id: 'name',
            text: 'That sounds frightening. I am here, and we will find out whom to ask.',
          },
          { id: 'birth', text: 'Can I have your date of birth?' },
        ],
        transitions: [plainWay('close')],
        hint: 'Name the fear, then say what you will do.',
        ending: null,
      },
      {
        id: 'close',
        caller: ['And what happens now?'],
        cue: null,
        tells: [],
        choices: [
          { id: 'time', text: 'A nurse will call you back within 15 minutes.' },
          { id: 'wait', text: 'Somebody will see.' },
        ],
        transitions: [{ ...plainWay('end'), tags: ['next_step_time'] }, plainWay('open_end')],
        hint: 'A next step with a time.',
        ending: null,
      },
      { ...ending('end', 'Thank you. I will wait for that.'), ending: 'resolved' },
      { ...ending('open_end', 'Then I still do not know.'), ending: 'unresolved' },
    ],
    synonyms: {},
    rules: [],
    acts: [],
    triggers: [],
    events: [],
    facts: [],
    form: [],
    why: null,
    critical: [
      {
        ruleId: 'K1',
        title: 'Says a next step with a time',
        kind: 'must',
        tags: ['next_step_time'],
        within: null,
        nextStep: 'End with what happens next, and when.',
      },
    ],
    listening: [
      {
        ruleId: 'L1',
        title: 'Asks openly',
        tags: ['open_question'],
        need: 'any',
        of: 10,
        kind: 'earn',
        within: null,
        strength: 'Asked openly',
        nextStep: null,
      },
    ],
    compliance: [
      {
        ruleId: 'C1',
        title: 'Gives no medical advice',
        tags: ['advice'],
        need: 'any',
        of: 10,
        kind: 'must-not',
        within: null,
        strength: null,
        nextStep: 'Leave advice to the clinician.',
      },
    ],
  };
}

const ending = (id: string, line: string) => ({
  id,
  caller: [line],
  cue: null,
  tells: [],
  choices: [],
  transitions: [],
  hint: null,
});

/** The next number that no scenario has. */
export function freeScenarioId(taken: readonly string[]): string {
  const numbers = taken.map((id) => Number(/^R(\d{1,3})/.exec(id)?.[1] ?? 0));
  for (let n = Math.max(20, ...numbers) + 1; n < 1000; n++) if (!numbers.includes(n)) return `R${n}`;
  return 'R999';
}
