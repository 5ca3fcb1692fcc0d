// The scorer beside human raters, on written calls (data/scenarios/ratings): a regression check of the rater, no validation.
import { z } from 'zod';
import { agreementOf, type Agreement, type Pair } from './kappa.ts';
import { cueOf } from './patient.ts';
import { rateReply, type Rating } from './rate.ts';
import type { Scenario } from './scenario.ts';

export const writtenCall = z.object({
  id: z.string().max(20),
  scenario: z.string().max(12),
  turns: z
    .array(
      z.object({
        who: z.enum(['caller', 'agent']),
        text: z.string().max(2000),
        cueId: z.string().max(60).optional(),
      }),
    )
    .max(200),
});
export type WrittenCall = z.infer<typeof writtenCall>;

/** One rated reply: `turn` counts from 0 and is the agent's. */
export interface RatedReply {
  id: string;
  turn: number;
  cueId: string;
  level: number;
}

/** A pass's table (`id turn cueId level why`, tabs); rows that aren't ratings are left out. */
export function readPass(tsv: string): RatedReply[] {
  return tsv
    .split('\n')
    .map((row) => row.split('\t'))
    .flatMap(([id = '', turn = '', cueId = '', level = '']) =>
      /^\d+$/.test(turn) && /^[0-4]$/.test(level)
        ? [{ id, turn: Number(turn), cueId, level: Number(level) }]
        : [],
    );
}

export interface ScoredReply extends RatedReply {
  scenario: string;
  text: string;
  /** The scorer's; null = the scenario (or this cue of it) isn't there. */
  rating: Rating | null;
}

/** A cue's reply is the agent's next turn; two in a row count as one. */
export function scoreReplies(
  scenarios: readonly Scenario[],
  calls: readonly WrittenCall[],
  pass: readonly RatedReply[],
): ScoredReply[] {
  return pass.flatMap((rated) => {
    const call = calls.find((c) => c.id === rated.id);
    if (call === undefined) return [];
    const rest = call.turns.slice(rated.turn);
    const end = rest.findIndex((t) => t.who !== 'agent');
    const text = rest
      .slice(0, end < 0 ? rest.length : end)
      .map((t) => t.text)
      .join(' ');
    const scenario = scenarios.find((s) => s.id === call.scenario);
    const cue = scenario === undefined ? null : cueOf(scenario, rated.cueId);
    const rating = scenario === undefined || cue === null ? null : rateReply(scenario, cue, text);
    return [{ ...rated, scenario: call.scenario, text, rating }];
  });
}

export interface AgreementRow {
  scenario: string;
  what: 'scorer-a' | 'scorer-b' | 'a-b';
  agreement: Agreement;
}

/** Per scenario and over all (`all`); comparisons without a pair are left out. */
export function agreementTable(
  scenarios: readonly Scenario[],
  calls: readonly WrittenCall[],
  a: readonly RatedReply[],
  b: readonly RatedReply[],
  /** Of the bootstrap interval. */
  draws = 1000,
): AgreementRow[] {
  const scorer = (pass: readonly RatedReply[]) =>
    scoreReplies(scenarios, calls, pass).flatMap((r) =>
      r.rating === null ? [] : [{ scenario: r.scenario, pair: [r.rating.level, r.level] as Pair }],
    );
  const both = a.flatMap((x) => {
    const y = b.find((r) => r.id === x.id && r.turn === x.turn);
    const scenario = calls.find((c) => c.id === x.id)?.scenario ?? '';
    return y === undefined ? [] : [{ scenario, pair: [x.level, y.level] as Pair }];
  });
  const names = [...new Set(calls.map((c) => c.scenario))];
  const compared = { 'scorer-a': scorer(a), 'scorer-b': scorer(b), 'a-b': both } as const;
  const row = (scenario: string, what: AgreementRow['what']): AgreementRow[] => {
    const pairs = compared[what].filter((p) => scenario === 'all' || p.scenario === scenario);
    return pairs.length === 0
      ? []
      : [
          {
            scenario,
            what,
            agreement: agreementOf(
              pairs.map((p) => p.pair),
              { draws },
            ),
          },
        ];
  };
  return [...names, 'all'].flatMap((s) =>
    (['scorer-a', 'scorer-b', 'a-b'] as const).flatMap((w) => row(s, w)),
  );
}
