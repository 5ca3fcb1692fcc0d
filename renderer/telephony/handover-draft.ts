// What goes along with a transfer so that the caller need not say it again (row 42): filled in from what the desk knows, and
// the agent changes it. Card numbers in notes go no further (C24). Pure.
import { maskCards } from '#shared/domain/pan/index.ts';
import type { Act } from '#shared/domain/telephony/acts.ts';

export type HandoverDraft = NonNullable<Extract<Act, { kind: 'transfer' }>['handover']>;
export const summaryLimit = 2000;
const taskLimit = 200;
const tasksLimit = 20;

export interface HandoverFacts {
  level: number;
  patientId: string | null;
  reasonCode: string | null;
  notes: string;
  /** Titles of what is open for this caller: a message that is not saved, a task. */
  open: readonly string[];
}

export const handoverDraft = (f: HandoverFacts): HandoverDraft => ({
  level: f.level,
  patientId: f.patientId,
  reasonCode: f.reasonCode,
  summary: maskCards(f.notes).text.trim().slice(0, summaryLimit),
  openTasks: f.open.map((s) => maskCards(s).text.slice(0, taskLimit)).slice(0, tasksLimit),
});

/** What is sent: the agent's text, every card number in it masked. */
export const handoverSent = (made: HandoverDraft, summary: string, tasks: string): HandoverDraft => ({
  ...made,
  summary: maskCards(summary).text.trim().slice(0, summaryLimit),
  openTasks: tasksOf(maskCards(tasks).text),
});

/** One task a line, as it is typed. */
export const tasksOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim().slice(0, taskLimit))
    .filter((line) => line !== '')
    .slice(0, tasksLimit);
