// Which drafts and which articles in force a filter of the list shows. Pure.
import type { ArticleDraftRow } from '#shared/contract/authoring.ts';

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
export const draftsOf = (
  rows: readonly ArticleDraftRow[],
  id: DraftFilter,
  text: string,
): ArticleDraftRow[] =>
  rows.filter(
    (row) =>
      states[id].includes(row.state) &&
      text
        .toLowerCase()
        .split(/\s+/)
        .every((word) => row.title.toLowerCase().includes(word)),
  );
