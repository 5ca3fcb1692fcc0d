// What of the knowledge tab is open besides search and article, and where its list was left: another tab of the column must not
// lose it.
import { create } from 'zustand';

export type KnowledgePage = 'mine' | 'changes' | 'to-read';

interface Place {
  page: KnowledgePage | null;
  /** How far the results were scrolled (px), and for which words. */
  scrolled: { text: string; top: number };
}
export const usePlace = create<Place>()(() => ({ page: null, scrolled: { text: '', top: 0 } }));
export const goToPage = (page: KnowledgePage | null): void => usePlace.setState({ page });
