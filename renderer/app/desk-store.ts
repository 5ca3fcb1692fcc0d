// What the agent is looking at: one small store that every room reads and steers, so that no room imports another.
// Holds ids only; the contents live in each room and are gone when the page is replaced at lock.
import { create } from 'zustand';
import type { ArticleQuote } from '#shared/domain/knowledge/article.ts';

export type LeftTab = 'work' | 'messages' | 'calls';
export type RightTab = 'patient' | 'knowledge' | 'message' | 'on-call';
/** Between calls: dial, call back, hear what was left. */
export type PhonePart = 'dial' | 'callbacks' | 'voicemails';
/** What fills the centre: the call in hand, a message, a draft, what waits for the backend, a hand-over, or nothing. */
export type Centre =
  | { kind: 'call'; callId: string }
  | { kind: 'message'; messageId: string }
  | { kind: 'draft'; draftId: string }
  | { kind: 'past-call'; callId: string }
  | { kind: 'queue' }
  | { kind: 'handover'; part: 'shift' | 'morning' }
  | { kind: 'phone'; part: PhonePart }
  | { kind: 'none' };

export interface DeskView {
  centre: Centre;
  leftTab: LeftTab;
  rightTab: RightTab;
  /** Call or draft that patient checks and emergency ticks belong to; null = none in hand. */
  contextId: string | null;
  /** Account in force: of the call in hand, else the last one chosen. */
  accountId: string | null;
  /** Number to look candidates up by; from the call. */
  number: string | null;
  /** The draft shown in the message tab beside a call. */
  draftId: string | null;
  emergencyOpen: boolean;
  articleId: string | null;
  /** Text handed over for the knowledge search (F7 with a selection, a script's link). */
  searchText: string;
  /** The knowledge search should take the focus; whoever owns the box sets it back. */
  searchAsked: boolean;
  /** Words of an article on their way into the open draft; whoever takes them sets null at once. */
  quoted: ArticleQuote | null;
  show(centre: Centre): void;
  setLeftTab(tab: LeftTab): void;
  setRightTab(tab: RightTab): void;
  setContext(context: Partial<Pick<DeskView, 'contextId' | 'accountId' | 'number' | 'draftId'>>): void;
  setEmergency(open: boolean): void;
  openArticle(articleId: string | null): void;
  search(text: string): void;
  setQuoted(quote: ArticleQuote | null): void;
}

export const useDeskView = create<DeskView>()((set) => ({
  centre: { kind: 'none' },
  leftTab: 'work',
  rightTab: 'patient',
  contextId: null,
  accountId: null,
  number: null,
  draftId: null,
  emergencyOpen: false,
  articleId: null,
  searchText: '',
  searchAsked: false,
  quoted: null,
  show: (centre) => set({ centre }),
  setLeftTab: (leftTab) => set({ leftTab }),
  setRightTab: (rightTab) => set({ rightTab }),
  setContext: (context) => set(context),
  setEmergency: (emergencyOpen) => set({ emergencyOpen }),
  openArticle: (articleId) => set({ articleId, rightTab: 'knowledge' }),
  search: (text) =>
    set(({ searchText }) => ({
      // Nothing handed over: the search of before is gone on with.
      searchText: text || searchText,
      searchAsked: true,
      articleId: null,
      rightTab: 'knowledge',
    })),
  setQuoted: (quoted) => set({ quoted }),
}));
