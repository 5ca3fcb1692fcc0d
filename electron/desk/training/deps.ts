// What the trainer's handlers share: the vault, who is signed in, the practice room beside it, and what shipped.
import type Database from 'better-sqlite3';
import type { Scenario } from '#shared/domain/practice/scenario.ts';
import type { CertificateSet } from '#shared/domain/training/certificate.ts';
import type { HeatSkill } from '#shared/domain/training/records.ts';
import type { RunRow } from '#shared/contract/practice.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { PracticePort } from '../practice/ports.ts';
import type { FileHost } from './files.ts';
import type { LintThread } from './lint-thread.ts';
import type { Scenarios } from './scenarios.ts';
import type { SignedIn, Trainer } from './signed-in.ts';
import type { Sources } from './sources.ts';

/** A run as lists have it, with its skills' shares by the machine. */
export interface AttemptKept {
  row: RunRow;
  skills: Partial<Record<HeatSkill, number | null>>;
}
export interface Training {
  core(): Database.Database;
  signedIn: SignedIn;
  practice(): PracticePort;
  /** Newest first. A sensitive scenario that was left for another one is none. */
  attempts(): readonly AttemptKept[];
  /** Calls under this name by somebody without an id; `join` makes them that person's, and says how many. */
  nameless(name: string): number;
  join(who: { id: string; name: string }): number;
  /** Of the call; null = it rings, or nobody answered. */
  answeredAt(callId: string): string | null;
  scenarios: Scenarios;
  sources: Sources;
  set: CertificateSet;
  /** The whole check, beside this thread. */
  lintThread: Pick<LintThread, 'lint'>;
  host: FileHost;
  now(): string;
  /** Lets the thread do what else waits. */
  soon(): Promise<unknown>;
}

/** The trainer who is signed in; handlers run behind the guard, which has asked already. */
export function trainerOf(deps: Training): Trainer {
  const who = deps.signedIn.current();
  if (who === null) throw new Error('handler without a trainer');
  return who;
}
export function scenarioInForce(deps: Training, id: string): Result<Scenario> {
  const found = deps
    .practice()
    .scenarios()
    .find((s) => s.id === id);
  return found === undefined ? fail('not-found', 'scenario') : ok(found);
}
