// What passes between the run and the process of one system. Each has a process of its own, so that no system's memory and
// no collection of it counts for another.
import type { Answers, Costs } from './systems.ts';

export const peerNames = ['fts5', 'minisearch', 'lunr'] as const;
export type PeerName = (typeof peerNames)[number];

export interface Files {
  articles: string;
  queries: string;
  /** Queries of each set at most; null = all. */
  limit: number | null;
  /** A folder that the run takes away at its end. */
  folder: string;
}
export type Job =
  | { kind: 'peer'; name: PeerName; files: Files }
  | { kind: 'vault'; files: Files }
  | { kind: 'careline'; files: Files }
  | { kind: 'ablate'; files: Files };

export type Told = { say: string } | { done: unknown } | { failed: string };

export interface PeerMeasured {
  costs: Costs;
  answers: Answers;
}
