// What a check's numbers mean, in sentences: pure, so that a test can hold every state of a line of the Proof page.
import type { ProofCheck, ProofResult } from '#shared/contract/demo.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { errorText, hasText, t } from '../text/t.ts';

/** One line of the page: what it last answered, and whether it runs now. */
export interface CheckState {
  running: boolean;
  result: ProofResult | null;
  /** Why the desk could not even start it. */
  failure: ErrorCode | null;
}
export const notRun: CheckState = { running: false, result: null, failure: null };
export type Verdict = 'not-run' | 'running' | 'passed' | 'failed' | 'unchecked';

export function verdictOf({ running, result, failure }: CheckState): Verdict {
  if (running) return 'running';
  if (failure !== null) return 'unchecked';
  if (result === null) return 'not-run';
  return result.passed === null ? 'unchecked' : result.passed ? 'passed' : 'failed';
}

const counted = new Intl.NumberFormat('en');
/** `1,204`; a number that the desk did not give is shown as missing, never as 0. */
const figure = (result: ProofResult, name: string): string => {
  const n = result.numbers[name];
  return n === undefined ? '–' : counted.format(n);
};
const number = (result: ProofResult, name: string): number => result.numbers[name] ?? 0;

const names: Record<ProofCheck, readonly string[]> = {
  'name-in-vault-bytes': ['found'],
  'messages-once': ['saved', 'inPostgres', 'doubled'],
  'audit-linked': ['linked', 'rows'],
  connections: ['offLoopback'],
};

/** The figures of a line as the look has them: `0 found`, `12 · 12 · 0`, `418 of 418`, `0`. */
export function figureOf(result: ProofResult): string {
  const values = Object.fromEntries(names[result.check].map((name) => [name, figure(result, name)]));
  return t(`proof.figure.${result.check}`, values);
}

/** `840 kB`, `1.2 MB`. */
export function sizeOf(bytes: number): string {
  if (bytes < 1_000_000) return `${counted.format(Math.ceil(bytes / 1000))} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** What the figures stand for, or why there are none and what to do; null before the first run. */
export function meaningOf(state: CheckState): string | null {
  const { result, failure } = state;
  if (failure !== null) return `${errorText(failure).sentence} ${errorText(failure).next}`;
  if (result === null) return null;
  if (result.passed === null) return noteOf(result);
  return result.passed ? detailOf(result) : failedOf(result);
}

function noteOf(result: ProofResult): string {
  const key = `proof.note.${result.note ?? ''}`;
  return hasText(key)
    ? t(key, { saved: number(result, 'saved'), waiting: number(result, 'waiting') })
    : t('proof.note.other', { note: result.note ?? '–' });
}

function detailOf(result: ProofResult): string {
  const waiting = number(result, 'waiting');
  if (result.check === 'messages-once' && waiting > 0)
    return t('proof.detail.messages-once.waiting', { waiting });
  return t(`proof.detail.${result.check}`, {
    names: number(result, 'names'),
    files: number(result, 'files'),
    size: sizeOf(number(result, 'bytes')),
    total: number(result, 'total'),
    rows: number(result, 'rows'),
  });
}

function failedOf(result: ProofResult): string {
  if (result.check === 'messages-once') {
    const doubled = number(result, 'doubled');
    return doubled > 0
      ? t('proof.failed.messages-once.doubled', { doubled })
      : t('proof.failed.messages-once.missing');
  }
  return t(`proof.failed.${result.check}`, { offLoopback: number(result, 'offLoopback') });
}

/** Said aloud when a check ends. */
export function spokenOf(check: ProofCheck, state: CheckState): string {
  const title = t(`proof.check.${check}`);
  const verdict = verdictOf(state);
  if (state.result === null || verdict === 'unchecked') return t('proof.spoken.unchecked', { check: title });
  return t(verdict === 'passed' ? 'proof.spoken.passed' : 'proof.spoken.failed', {
    check: title,
    figure: figureOf(state.result),
  });
}

/** A sentence for each stand-in; a code that this version doesn't know is shown, not hidden. */
export function standInText(code: string): string {
  const key = `proof.stand-in.${code}`;
  return hasText(key) ? t(key) : t('proof.stand-in.unknown', { code });
}
