// What this room says of drafts, findings and refusals: keys of its catalogue and their values.
import type { ArticleDraftRow, KeptArticleRow, ProposalRow } from '#shared/contract/authoring.ts';
import type { ArticleFinding } from '#shared/domain/knowledge/lint-codes.ts';
import { formatDate } from '../text/format.ts';
import { t } from '../text/t.ts';
import type { Tone } from '../ui/index.ts';
import { daysBetween } from './days.ts';

/** A finding as a sentence: what it is, and the words that are meant. */
export const findingText = (finding: ArticleFinding): string =>
  t(`authoring.problem.${finding.code}`, { words: finding.words });

/** Where it is: "line 12", or the field's name. */
export const findingPlace = (finding: ArticleFinding): string =>
  finding.line === null
    ? t('authoring.findings.field', { field: fieldName(finding.field) })
    : t('authoring.findings.line', { line: finding.line });

const fields = {
  title: 'authoring.head.title',
  body: 'authoring.text',
  keywords: 'authoring.head.keywords',
  owner: 'authoring.head.owner',
  reviewBy: 'authoring.head.reviewBy',
  practice: 'authoring.head.practice',
  site: 'authoring.head.site',
  roles: 'authoring.head.roles',
  callTypes: 'authoring.head.callTypes',
  lang: 'authoring.head.lang',
  topic: 'authoring.head.topic',
  section: 'authoring.head.section',
  source: 'authoring.head.source',
  translationOf: 'authoring.head.translationOf',
  variantOf: 'authoring.head.variantOf',
  kind: 'authoring.head.kind',
  mustRead: 'authoring.head.mustRead',
} as const;
function fieldName(field: string): string {
  const [first = ''] = field.split('.');
  return first in fields ? t(fields[first as keyof typeof fields]) : field;
}

export const draftTone = (state: ArticleDraftRow['state']): Tone =>
  state === 'came-back'
    ? 'amber'
    : state === 'published'
      ? 'green'
      : state === 'handed-in'
        ? 'accent'
        : 'neutral';

/** `until 1 Mar`, `3 days overdue`, `due in 12 days`, `sample`, `out of use`. */
export function dueText(
  row: Pick<KeptArticleRow, 'until' | 'state' | 'clinicalDraft'>,
  today: string,
): { text: string; tone: Tone } {
  if (row.state === 'sample' || row.state === 'retired' || row.until === null)
    return { text: t(`authoring.standing.${row.state}`), tone: 'neutral' };
  const days = daysBetween(today, row.until);
  if (days < 0) return { text: t('authoring.due.overdue', { days: -days }), tone: 'amber' };
  if (days <= 30) return { text: t('authoring.due.soon', { days }), tone: 'amber' };
  // Words that no clinician has signed off are never green.
  const tone = row.clinicalDraft ? 'neutral' : 'green';
  return { text: t('authoring.due.until', { date: formatDate(row.until) }), tone };
}

/** "by Joel Brandt, 23 Nov 2026: “Gate is gone.”": who took it out of use, not who checked it before. */
export function retiredText({ by, at, note }: NonNullable<KeptArticleRow['retired']>): string {
  const who = t('authoring.retired-by', { name: by, date: formatDate(at) });
  return note ? `${who}: “${note}”` : who;
}

/** Who wrote, beyond the one who handed it in. */
export const otherWriters = (row: ProposalRow): string =>
  row.writers
    .filter((one) => one.id !== row.by.id)
    .map((one) => one.name)
    .join(', ');
