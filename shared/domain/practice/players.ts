// Players made by rule and seed, for tests and campaigns: they try what people do at a practice desk, the kind and the cruel,
// the silent and those who type anything. Each returns a whole run.
import { apply, createRun, nodeOf, type PracticeRun } from './run.ts';
import type { PracticeInput } from './run-data.ts';
import type { PracticeLevel, Scenario } from './scenario.ts';
import { draw } from './seed.ts';

export const playerNames = [
  'random',
  'best',
  'worst',
  'silent',
  'hostile',
  'busy',
  'longest',
  'shortest',
] as const;
export type PlayerName = (typeof playerNames)[number];

/** No call of a generated player has more inputs than this. */
export const mostInputs = 120;

type Pick = (scenario: Scenario, run: PracticeRun, n: number) => PracticeInput;
const typed = (text: string): PracticeInput => ({ kind: 'say', reply: { text } });
const choose = (choiceId: string): PracticeInput => ({ kind: 'say', reply: { choiceId } });

export const nasty: readonly string[] = [
  'a'.repeat(1000),
  'sorry '.repeat(166),
  '😀'.repeat(400),
  '\u202E\u0645\u0631\u062D\u0628\u0627 \u200F \u05E9\u05DC\u05D5\u05DD',
  '{"__proto__": {"ended": "resolved"}}',
  '<script>alert(1)</script>',
  '\u0000\u0007\u001b[31m',
  '... @sorry @person ... (a+)+$ ...',
  '?!?!?!?!',
  '“„‚’`´',
  'Ｉ ａｍ ｓｏｒｒｙ',
  '\ud800',
  '1'.repeat(999),
];

const pickers: Record<PlayerName, Pick> = {
  random(scenario, run, n) {
    const dice = draw(run.seed, 7000 + n, 10);
    const choices = nodeOf(scenario, run.nodeId).choices;
    const choice = choices[draw(run.seed, 8000 + n, Math.max(1, choices.length))];
    if (dice === 0) return typed(nasty[draw(run.seed, 9000 + n, nasty.length)] ?? 'hm');
    if (dice === 1) return { kind: 'silence', seconds: 1 + draw(run.seed, 9500 + n, 90) };
    if (dice === 2) return deskAct(scenario, draw(run.seed, 9700 + n, 999));
    return choice === undefined || dice === 3 ? typed('hm') : choose(choice.id);
  },
  best: (scenario, run) => judged(scenario, run, (r) => -6 * r.emotion + r.trust + good(scenario, r)),
  worst: (scenario, run) => judged(scenario, run, (r) => 8 * r.emotion - r.trust),
  longest: (scenario, run) => byLength(scenario, run, -1),
  shortest: (scenario, run) => byLength(scenario, run, 1),
  silent: (_scenario, _run, n) =>
    n < 40 ? { kind: 'silence', seconds: 600 } : { kind: 'act', act: 'hang_up' },
  hostile: (_scenario, run, n) => typed(nasty[(n + run.seed) % nasty.length] ?? 'hm'),
  busy(scenario, run, n) {
    if (n % 2 === 0) return deskAct(scenario, draw(run.seed, 500 + n, 999));
    const choices = nodeOf(scenario, run.nodeId).choices;
    return choose(choices[draw(run.seed, 600 + n, Math.max(1, choices.length))]?.id ?? '');
  },
};

/** Those who count letters and don't read: shortest first, or longest (-1). */
function byLength(scenario: Scenario, run: PracticeRun, way: 1 | -1): PracticeInput {
  const list = nodeOf(scenario, run.nodeId).choices;
  const first = list.toSorted((a, b) => way * (a.text.length - b.text.length))[0];
  return first === undefined ? typed('hm') : choose(first.id);
}

function deskAct(scenario: Scenario, dice: number): PracticeInput {
  const own = scenario.acts[dice % Math.max(1, scenario.acts.length)];
  const common = ['hold', 'resume', 'mute', 'unmute', 'open_emergency', 'save_message'] as const;
  const act = dice % 3 === 0 || own === undefined ? (common[dice % common.length] ?? 'hold') : own.act;
  return { kind: 'act', act, detail: own?.act === act ? (own.detail ?? '') : '' };
}

/** The choice after which the run looks best to `worth`. */
function judged(scenario: Scenario, run: PracticeRun, worth: (r: PracticeRun) => number): PracticeInput {
  const best = nodeOf(scenario, run.nodeId)
    .choices.flatMap((c) => {
      const next = apply(scenario, run, choose(c.id), 0);
      return next.ok ? [{ id: c.id, worth: worth(next.value) }] : [];
    })
    .toSorted((a, b) => b.worth - a.worth)[0];
  return best === undefined ? typed('hm') : choose(best.id);
}

/** What the best player is after: cues answered well, musts done, must-nots left. */
function good(scenario: Scenario, run: PracticeRun): number {
  const tags = new Set(run.lines.flatMap((l) => l.tags));
  const any = (list: readonly string[]) => list.some((t) => tags.has(t));
  const critical = scenario.critical.reduce(
    (sum, c) => sum + (any(c.tags) === (c.kind === 'must') ? 40 : 0),
    0,
  );
  const items = [...scenario.listening, ...scenario.compliance].reduce(
    (sum, i) => sum + (any(i.tags) === (i.kind === 'earn') ? i.of : 0),
    0,
  );
  const cues = run.lines.reduce((sum, l) => sum + (l.cueLevel ?? 0) * 3, 0);
  return critical + items + cues + run.lines.reduce((sum, l) => sum + l.factsSaid.length * 2, 0);
}

/** A message that holds what each item of the form looks for. */
function wholeMessage(scenario: Scenario): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const { field, accepts } of scenario.form) {
    const words = accepts.find((pattern) => !/[@.]/.test(pattern)) ?? '';
    fields[field] = [fields[field], words].filter(Boolean).join(', ');
  }
  return fields;
}

/** Plays until the call ends, or gives up after `mostInputs` (then it has not ended). Refused inputs cost a turn. */
export function playBy(
  name: PlayerName,
  scenario: Scenario,
  level: PracticeLevel,
  seed: number,
): PracticeRun {
  let run = createRun(scenario, { seed, level });
  const tryOne = (input: PracticeInput): boolean => {
    const next = apply(scenario, run, input, (run.lines.at(-1)?.atMs ?? 0) + 3000);
    if (next.ok) run = next.value;
    return next.ok;
  };
  if (name === 'best') {
    const bad = new Set(scenario.critical.filter((c) => c.kind === 'must-not').flatMap((c) => c.tags));
    const ends = (a: Scenario['acts'][number]) =>
      scenario.triggers.some(
        (t) =>
          'act' in t.when &&
          t.when.act === a.act &&
          (t.when.detail === null || t.when.detail === a.detail) &&
          t.to !== null &&
          nodeOf(scenario, t.to).ending !== null,
      );
    const calming = scenario.acts.filter(
      (a) => !bad.has(a.tag) && a.emotion <= 0 && a.act !== 'hang_up' && !ends(a),
    );
    for (const a of calming)
      tryOne({
        kind: 'act',
        act: a.act,
        detail: a.detail ?? '',
        ...(a.act === 'save_message' ? { fields: wholeMessage(scenario) } : {}),
      });
    if (run.held) tryOne({ kind: 'act', act: 'resume' });
  }
  for (let n = 0; n < mostInputs && run.ended === null; n += 1) {
    const done = tryOne(pickers[name](scenario, run, n));
    // Nobody is heard from a hold or behind a muted microphone.
    if (!done && run.held) tryOne({ kind: 'act', act: 'resume' });
    if (!done && run.muted) tryOne({ kind: 'act', act: 'unmute' });
  }
  return run;
}

/** Somebody who pastes one and the same text at every turn, and does at the desk whatever a critical item asks for. */
export function playStuffing(
  scenario: Scenario,
  level: PracticeLevel,
  seed: number,
  text: string,
): PracticeRun {
  const musts = new Set(scenario.critical.filter((c) => c.kind === 'must').flatMap((c) => c.tags));
  const acts = scenario.acts.filter((a) => musts.has(a.tag) && a.act !== 'hang_up');
  let run = createRun(scenario, { seed, level });
  const tryOne = (input: PracticeInput): void => {
    const next = apply(scenario, run, input, (run.lines.at(-1)?.atMs ?? 0) + 3000);
    if (next.ok) run = next.value;
  };
  for (const a of acts) tryOne({ kind: 'act', act: a.act, detail: a.detail ?? '' });
  for (let n = 0; n < mostInputs && run.ended === null; n += 1) tryOne(typed(text));
  return run;
}

/** Plays inputs as they are; what is refused is left out. */
export function playInputs(
  scenario: Scenario,
  level: PracticeLevel,
  seed: number,
  inputs: readonly PracticeInput[],
): PracticeRun {
  let run = createRun(scenario, { seed, level });
  for (const input of inputs) {
    const next = apply(scenario, run, input, (run.lines.at(-1)?.atMs ?? 0) + 3000);
    if (next.ok) run = next.value;
  }
  return run;
}

/**
 * Looks for an ending breadth first, over real runs with their noise and planned events; for the few that no other player
 * reaches. Null = not found among so many runs.
 */
export function seek(
  scenario: Scenario,
  level: PracticeLevel,
  seed: number,
  ending: string,
  mostRuns = 4000,
): PracticeRun | null {
  const others: PracticeInput[] = [
    typed('hm'),
    ...scenario.acts.map((a): PracticeInput => ({ kind: 'act', act: a.act, detail: a.detail ?? '' })),
    ...scenario.triggers.flatMap((t): PracticeInput[] => {
      if ('act' in t.when) return [{ kind: 'act', act: t.when.act, detail: t.when.detail ?? '' }];
      const seconds = 'silence' in t.when ? t.when.silence : 'held' in t.when ? t.when.held : null;
      return seconds === null ? [] : [{ kind: 'silence', seconds }];
    }),
  ];
  const asked = new Set(scenario.nodes.flatMap((n) => n.transitions.flatMap((t) => t.did)));
  const seen = new Set<string>();
  let ring = [createRun(scenario, { seed, level })];
  while (ring.length > 0 && seen.size < mostRuns) {
    const next: PracticeRun[] = [];
    for (const run of ring) {
      const choices = nodeOf(scenario, run.nodeId).choices.map((c) => choose(c.id));
      for (const input of [...choices, ...others]) {
        const done = apply(scenario, run, input, (run.lines.at(-1)?.atMs ?? 0) + 3000);
        if (!done.ok || done.value === run) continue;
        const r = done.value;
        if (r.nodeId === ending && r.ended !== null) return r;
        const did = r.did.filter((t) => asked.has(t)).toSorted();
        const key = `${r.nodeId}|${r.emotion}|${r.held}|${did.join()}|${r.played.join()}`;
        if (r.ended !== null || seen.has(key)) continue;
        seen.add(key);
        next.push(r);
      }
    }
    ring = next;
  }
  return null;
}
