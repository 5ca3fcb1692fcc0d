// How the talk was shared out, from the lines and their times alone: turns, seconds, dead air, questions and reflections.
import type { PracticeRun, RunLine } from './run-data.ts';
import { wordCount } from './words.ts';

export interface Talk {
  turns: number;
  /** From the ring to the last word or act before the wrap-up. */
  seconds: number;
  /** Seconds beyond `patience` that the caller waited for an answer, holds left out. */
  deadAirSeconds: number;
  /** Seconds on hold. */
  heldSeconds: number;
  /** The agent's share of the words spoken, 0 to 1; null = nobody spoke. */
  share: number | null;
  questions: number;
  reflections: number;
  /** Reflections for each question (motivational interviewing aims at two); null = no question was asked. */
  reflectionsToQuestions: number | null;
}

/** Seconds that an answer may take before the waiting is dead air: the trainee also reads and types. */
export const patience = 15;

const isReflection = (l: RunLine): boolean =>
  (l.cueLevel ?? 0) >= 2 ||
  ['hand_back', 'summary_check', 'feeling', 'reflection'].some((t) => l.tags.includes(t));

export function talkOf(run: PracticeRun): Talk {
  const spoken = run.lines.filter((l) => l.who === 'agent' || l.who === 'caller');
  const agent = spoken.filter((l) => l.who === 'agent');
  const words = (list: readonly RunLine[]) => list.reduce((sum, l) => sum + wordCount(l.text), 0);
  const questions = agent.reduce((sum, l) => sum + (l.text.match(/\?/g)?.length ?? 0), 0);
  const reflections = agent.filter(isReflection).length;
  const all = words(spoken);
  const held = holds(run);
  return {
    turns: run.turns,
    seconds: Math.round((spoken.at(-1)?.atMs ?? 0) / 1000),
    deadAirSeconds: Math.round(deadAir(run, held) / 1000),
    heldSeconds: Math.round(held.reduce((sum, h) => sum + h.to - h.from, 0) / 1000),
    share: all === 0 ? null : Math.round((100 * words(agent)) / all) / 100,
    questions,
    reflections,
    reflectionsToQuestions: questions === 0 ? null : Math.round((10 * reflections) / questions) / 10,
  };
}

interface Span {
  from: number;
  to: number;
}
function holds(run: PracticeRun): Span[] {
  const out: Span[] = [];
  let from: number | null = null;
  for (const l of run.lines) {
    if (l.act === 'hold' && from === null) from = l.atMs;
    if ((l.act === 'resume' || l.act === 'hang_up') && from !== null) {
      out.push({ from, to: l.atMs });
      from = null;
    }
  }
  return from === null ? out : [...out, { from, to: run.lines.at(-1)?.atMs ?? from }];
}

function deadAir(run: PracticeRun, held: readonly Span[]): number {
  let sum = 0;
  let asked: number | null = null;
  for (const l of run.lines) {
    if (l.who === 'caller' && asked === null) asked = l.atMs;
    if (l.who !== 'agent' || asked === null) continue;
    const [from, to] = [asked, l.atMs];
    const away = held.reduce((s, h) => s + Math.max(0, Math.min(to, h.to) - Math.max(from, h.from)), 0);
    sum += Math.max(0, to - from - away - patience * 1000);
    asked = null;
  }
  return sum;
}
