// Which drafts and which articles in force a filter of the list shows. Pure.
import type { ArticleDraftRow, KeptArticleRow } from '#shared/contract/authoring.ts';

export const draftFilters = ['writing', 'waiting', 'came-back', 'left'] as const;
export type DraftFilter = (typeof draftFilters)[number];
/** As the desk knows them (`articleFilters` of the contract), in the order of the list. */
export const keptFilters = ['mine', 'overdue', 'soon', 'behind', 'samples', 'retired', 'all'] as const;
export type KeptFilter = (typeof keptFilters)[number];

export type Filter = { of: 'drafts'; id: DraftFilter } | { of: 'kept'; id: KeptFilter };

const states: Record<DraftFilter, readonly ArticleDraftRow['state'][]> = {
  writing: ['open', 'came-back'],
  waiting: ['handed-in'],
  'came-back': ['came-back'],
  left: ['left'],
};

/** Every word of `text` stands in the title. */
const isCalled = (title: string, text: string): boolean =>
  text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => title.toLowerCase().includes(word));

export const draftsOf = (
  rows: readonly ArticleDraftRow[],
  id: DraftFilter,
  text: string,
): ArticleDraftRow[] => rows.filter((row) => states[id].includes(row.state) && isCalled(row.title, text));

/** Filters whose rows all come at once, and in the order of their check: whose ends first stands first. */
export const dueFilters = ['overdue', 'soon'] as const;
export type DueFilter = (typeof dueFilters)[number];
export const isDueFilter = (id: KeptFilter): id is DueFilter => id === 'overdue' || id === 'soon';
/** What counts as soon, days; as the desk's own list has it. */
export const soonDays = 30;
/** As many as the desk tells at once. */
export const mostDue = 300;

/** `rows`: by the end of their check, as the desk gives them. */
export const dueOf = (rows: readonly KeptArticleRow[], id: DueFilter, text: string): KeptArticleRow[] =>
  rows.filter(
    (row) => row.state === (id === 'overdue' ? 'overdue' : 'verified') && isCalled(row.title, text),
  );
