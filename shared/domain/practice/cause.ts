// Why a call ended as it did: the line, act or silence that led to a bad ending, and what had raised the feeling until then.
// Told in the debrief, most of all where the caller hangs up: nobody should have to guess.
import type { PracticeRun, RunLine } from './run-data.ts';
import type { Scenario } from './scenario.ts';

/** A line or act after which the feeling was higher. */
export interface Step {
  line: number;
  atMs: number;
  text: string;
  /** Points that the feeling rose by. */
  rise: number;
}
export interface Cause {
  /** `feeling`: it had risen too far; `line`: what was said, or what wasn't; `act`, `held`, `silence`, `event`: what happened. */
  kind: 'feeling' | 'line' | 'act' | 'held' | 'silence' | 'event';
  /** Index of the line that led there; null = a silence. */
  line: number | null;
  atMs: number;
  /** Its words, or of an act what was done. */
  text: string;
  /** Of a line: titles of the rules that decided; empty = what was needed here wasn't said. */
  rules: string[];
  /** Of a silence or a hold. */
  seconds: number;
  /** At the end, 0 to 10. */
  feeling: number;
  /** What had raised it most, in the order of time, three at most. */
  steps: Step[];
}

const isOurs = (l: RunLine): boolean => l.who === 'agent' || l.who === 'desk' || l.who === 'event';

function stepsOf(run: PracticeRun, end: number): Step[] {
  return run.lines
    .slice(0, end)
    .flatMap((l, line): Step[] => {
      const rise = l.emotion - (run.lines[line - 1]?.emotion ?? l.emotion);
      return isOurs(l) && rise > 0 ? [{ line, atMs: l.atMs, text: l.text, rise }] : [];
    })
    .toSorted((a, b) => b.rise - a.rise)
    .slice(0, 3)
    .toSorted((a, b) => a.line - b.line);
}

/** Null while it goes on, when it ended well, and when the trainee ended it. */
export function causeOf(scenario: Scenario, run: PracticeRun): Cause | null {
  if (run.ended !== 'hung-up' && run.ended !== 'unresolved') return null;
  const end = run.lines.findIndex((l) => l.who === 'caller' && l.nodeId === run.nodeId);
  const last = run.lines[end];
  if (last === undefined) return null;
  const before = run.inputs.filter((x) => x.atMs <= last.atMs && x.input.kind !== 'hint');
  const input = before.at(-1)?.input;
  const place = run.lines.findLastIndex((l, i) => i < end && isOurs(l));
  const line = run.lines[place];
  const head = {
    line: place < 0 ? null : place,
    atMs: line?.atMs ?? last.atMs,
    text: line?.text ?? '',
    rules: [],
    seconds: 0,
    feeling: last.emotion,
    steps: stepsOf(run, end),
  };
  if (input === undefined || line === undefined) return null;
  if (input.kind === 'silence') {
    const held = run.lines.slice(0, end).findLast((l) => l.act === 'hold' || l.act === 'resume');
    const kind = held?.act === 'hold' ? 'held' : 'silence';
    return { ...head, kind, line: null, atMs: last.atMs, text: '', seconds: input.seconds };
  }
  if (input.kind === 'act') return { ...head, kind: 'act' };
  if (input.kind === 'event') return { ...head, kind: 'event' };
  const from = scenario.nodes.find((n) => n.id === line.nodeId);
  const way = from?.transitions.find(
    (t) =>
      t.to === run.nodeId &&
      t.tags.every((tag) => line.tags.includes(tag)) &&
      (t.emotionAtLeast === null || last.emotion >= t.emotionAtLeast) &&
      (t.emotionAtMost === null || last.emotion <= t.emotionAtMost),
  );
  const byFeeling = way === undefined || way.emotionAtLeast !== null;
  if (byFeeling) return { ...head, kind: 'feeling' };
  const rules = scenario.rules
    .filter((r) => line.ruleIds.includes(r.id) && way.tags.includes(r.tag))
    .map((r) => r.title);
  return { ...head, kind: 'line', rules: [...new Set(rules)] };
}
