// What a hit or an article says about itself: badge, where it is from, dates. Pure.
import type { ArticleView } from '#shared/contract/knowledge.ts';
import type { StatusValue } from '#shared/contract/status.ts';
import type { Account } from '#shared/domain/accounts/account.ts';
import type { Article, ArticleSummary, everyPractice, TextRange } from '#shared/domain/knowledge/article.ts';
import { formatDate } from '../text/format.ts';
import { t } from '../text/t.ts';
import type { Range } from '../ui/index.ts';

/** `2019`, `Apr 2019`, `30 Apr 2019`: sources are often dated by the month only. */
export function sourceDate(text: string): string {
  if (/^\d{4}$/.test(text)) return text;
  if (/^\d{4}-\d{2}$/.test(text)) return formatDate(`${text}-01`).replace(/^\S+ /, '');
  return formatDate(text);
}

/** A list that is as long as was asked for may have been cut: its length is no count of what there is. */
export const foundWords = (count: number, limit: number): string =>
  t(count >= limit ? 'knowledge.results.first' : 'knowledge.results', { count });

export interface BadgeWords {
  text: string;
  tone: 'green' | 'amber' | 'neutral';
}

const mostDays = 330;

/** `1 Mar` while there is only one such day near, else with its year. */
export function soonDate(day: string, now: Date): string {
  const days = (Date.parse(day) - now.getTime()) / 86_400_000;
  const isNear = days > -1 && days < mostDays;
  return formatDate(day, { now: isNear ? day : now.toISOString() });
}

/** What is said of a version wherever it is listed. */
export type Trusted = Pick<ArticleSummary, 'state' | 'reviewBy' | 'clinicalDraft'>;

/** `until 1 Mar`, `overdue since 1 Nov`, `sample`; `draft, until 1 Mar` without green while no clinician has reviewed it. */
export function badgeOf(of: Trusted, now: Date): BadgeWords {
  if (of.state === 'retired') return { text: t('knowledge.state.retired'), tone: 'amber' };
  if (of.state === 'sample' || of.reviewBy === null)
    return { text: t('knowledge.state.sample'), tone: 'neutral' };
  const date = soonDate(of.reviewBy, now);
  if (of.state === 'overdue') return { text: t('knowledge.state.overdue', { date }), tone: 'amber' };
  if (of.clinicalDraft) return { text: t('knowledge.state.draft', { date }), tone: 'neutral' };
  return { text: t('knowledge.state.verified', { date }), tone: 'green' };
}

type Footed = Pick<
  ArticleSummary,
  | 'state'
  | 'practice'
  | 'version'
  | 'source'
  | 'verifiedBy'
  | 'owner'
  | 'kind'
  | 'lang'
  | 'variantOf'
  | 'site'
>;

/** `en` is not said: it is what everybody expects. */
export const langOf = (lang: Article['lang']): string | null =>
  lang === 'en' ? null : t(`knowledge.lang.${lang}`);

/** The trust line of a row: who stands behind it, whose it is, what it is, which version; of a sample where it is from. */
export function footOf(hit: Footed, practiceName: (id: string) => string | null): string {
  const kind = hit.kind === 'article' ? null : t(`knowledge.kind.${hit.kind}`);
  const lang = langOf(hit.lang);
  if (hit.state === 'sample')
    return joined([
      t('knowledge.hit.sample', { source: hit.source.name, date: sourceDate(hit.source.date) }),
      kind,
      lang,
    ]);
  const practice = practiceOf(hit.practice, practiceName);
  const by = hit.verifiedBy ?? hit.owner;
  return joined([
    by !== null && t(hit.verifiedBy === null ? 'knowledge.hit.owner' : 'knowledge.hit.checked', { name: by }),
    hit.site !== null
      ? t('knowledge.hit.site', { practice, site: hit.site.replaceAll('-', ' ') })
      : hit.variantOf === null
        ? practice
        : t('knowledge.hit.own', { practice }),
    kind,
    lang,
    t('knowledge.version', { version: hit.version }),
  ]);
}

/**
 * The question as it was searched: every word of it in its place, those that were mended marked, so that the others don't read
 * as left out. `corrected` names them as they were searched for (lower case, no accents).
 */
export function askedAs(
  text: string,
  corrected: readonly { from: string; to: string }[],
): { text: string; mended: boolean }[] {
  const plain = (word: string): string => word.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const parts = text
    .trim()
    .replaceAll(/\s+/g, ' ')
    .split(/([^\p{L}\p{M}\p{N}]+)/u);
  return parts
    .filter((part) => part !== '')
    .map((part) => {
      const to = corrected.find(({ from }) => from === plain(part))?.to;
      return to === undefined ? { text: part, mended: false } : { text: to, mended: true };
    });
}

/** "Maribel Santos, billing lead" is Maribel Santos. */
const isOf = (owner: string, name: string | null): boolean => name !== null && owner.startsWith(name);

/** Under the title of an open article: who checked it, who owns it, which version it is. */
export function trustOf({ article, standing }: Pick<ArticleView, 'article' | 'standing'>): string {
  const { kind, owner, version } = article;
  return joined([
    standing.verifiedBy !== null && t('knowledge.hit.checked', { name: standing.verifiedBy }),
    owner !== null && !isOf(owner, standing.verifiedBy) && t('knowledge.hit.owner', { name: owner }),
    kind === 'article' ? null : t(`knowledge.kind.${kind}`),
    t('knowledge.version', { version }),
  ]);
}

const joined = (parts: readonly (string | null | false)[]): string => parts.filter(Boolean).join(' · ');

/** While the full index is not there, search is simpler: said plainly; null = it is there. `done` of 100 while it is made. */
export function engineWords({ state, done }: StatusValue['knowledge']['index']): string | null {
  if (state === 'ready') return null;
  return t(`knowledge.engine.${state}`, { done: done ?? -1 });
}

/** The domain's own word, by its type: the schemas beside it stay out of the page. */
export const shared: typeof everyPractice = 'all';

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
