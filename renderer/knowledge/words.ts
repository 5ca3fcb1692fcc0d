// What a hit or an article says about itself: badge, where it is from, dates. Pure.
import type { Account } from '#shared/domain/accounts/account.ts';
import type {
  Article,
  ArticleSummary,
  everyPractice,
  TextRange,
  VerificationState,
} from '#shared/domain/knowledge/article.ts';
import { formatDate } from '../text/format.ts';
import { t } from '../text/t.ts';
import type { Range } from '../ui/index.ts';

/** `2019`, `Apr 2019`, `30 Apr 2019`: sources are often dated by the month only. */
export function sourceDate(text: string): string {
  if (/^\d{4}$/.test(text)) return text;
  if (/^\d{4}-\d{2}$/.test(text)) return formatDate(`${text}-01`).replace(/^\S+ /, '');
  return formatDate(text);
}

export interface BadgeWords {
  text: string;
  tone: 'green' | 'amber' | 'neutral';
}

const mostDays = 330;

/** `1 Mar` while there is only one such day ahead, else with its year. */
export function soonDate(day: string, now: Date): string {
  const days = (Date.parse(day) - now.getTime()) / 86_400_000;
  const isNear = days > -1 && days < mostDays;
  return formatDate(day, { now: isNear ? day : now.toISOString() });
}

/** `until 1 Mar`, `review overdue`, `sample`; `draft until 1 Mar` without green while no clinician has reviewed it. */
export function badgeOf(
  of: { state: VerificationState; reviewBy: string | null; clinicalDraft: boolean },
  now: Date,
): BadgeWords {
  if (of.state === 'overdue') return { text: t('knowledge.state.overdue'), tone: 'amber' };
  if (of.state === 'sample' || of.reviewBy === null)
    return { text: t('knowledge.state.sample'), tone: 'neutral' };
  const date = soonDate(of.reviewBy, now);
  if (of.clinicalDraft) return { text: t('knowledge.state.draft', { date }), tone: 'neutral' };
  return { text: t('knowledge.state.verified', { date }), tone: 'green' };
}

/** The last line of a hit: who it is for and which version, or that nobody stands behind it. */
export function footOf(
  hit: Pick<ArticleSummary, 'state' | 'practice' | 'version' | 'source' | 'clinicalDraft'>,
  practiceName: (id: string) => string | null,
): string {
  if (hit.state === 'sample')
    return t('knowledge.hit.sample', { source: hit.source.name, date: sourceDate(hit.source.date) });
  const said = { practice: practiceOf(hit.practice, practiceName), version: hit.version };
  return t(hit.clinicalDraft ? 'knowledge.hit.draft' : 'knowledge.hit', said);
}

/** The domain's own word, by its type: the schemas beside it stay out of the page. */
const shared: typeof everyPractice = 'all';

export const practiceOf = (id: string, name: (id: string) => string | null): string =>
  id === shared ? t('knowledge.practice.all') : (name(id) ?? id);

export const rangesOf = (ranges: readonly TextRange[]): Range[] =>
  ranges.map(([start, end]) => ({ start, end }));

/** A sample is never called a draft of ours: nobody means to review it. */
export const isOwnDraft = (a: Pick<Article, 'clinicalDraft' | 'sample'>): boolean =>
  a.clinicalDraft && !a.sample;

/** More of them at once are not read. */
export const reasonsShown = 10;

/** Words to start from: the account's own reasons, else those that every practice has. */
export function reasonsOf(account: Account | null, accounts: readonly Account[]): string[] {
  const [first, ...others] = account === null ? accounts : [account];
  const labels = (first?.reasons ?? [])
    .filter(({ code }) => others.every((a) => a.reasons.some((r) => r.code === code)))
    .filter(({ code }) => code !== 'general')
    .map(({ label }) => label);
  return [...new Set(labels)].slice(0, reasonsShown);
}
