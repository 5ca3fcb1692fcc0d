// What the agent is looking at: one small store that every room reads and steers, so that no room imports another.
// Holds ids only; the contents live in each room and are gone when the page is replaced at lock.
import { create } from 'zustand';
import type { ArticleQuote } from '#shared/domain/knowledge/article.ts';

/** `practice`: only on the practice desk (`slots.ts`). */
export type LeftTab = 'practice' | 'work' | 'messages' | 'calls';
export type RightTab = 'practice' | 'patient' | 'knowledge' | 'message' | 'on-call';
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

/** Work at the record for the caller in hand, in place of the script: an appointment, or another act (`act` names it). */
export type Task =
  | { kind: 'booking'; what: 'book' | 'move' | 'cancel'; visitId: string | null }
  | { kind: 'act'; act: string };

/** Where the script of a call stands: what the step is about in its own words, with nothing of the caller in them. */
export interface ScriptPlace {
  callId: string;
  id: string;
  words: string;
}

export interface DeskView {
  centre: Centre;
  leftTab: LeftTab;
  rightTab: RightTab;
  /** Open for the context in hand; another caller has another one, and it comes back with its caller. */
  task: Task | null;
  /** Of every context that has one. */
  tasks: Readonly<Record<string, Task>>;
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
  /** A version that is not necessarily the newest: of a pin, of a flag. null = the one in force. */
  articleVersion: number | null;
  /** Text handed over for the knowledge search (F7 with a selection, a script's link). */
  searchText: string;
  /** The knowledge search should take the focus; whoever owns the box sets it back. */
  searchAsked: boolean;
  /** Of the script that was drawn last. */
  scriptPlace: ScriptPlace | null;
  /** Words of an article on their way into the open draft; whoever takes them sets null at once. */
  quoted: ArticleQuote | null;
  show(centre: Centre): void;
  setLeftTab(tab: LeftTab): void;
  setRightTab(tab: RightTab): void;
  setContext(context: Partial<Pick<DeskView, 'contextId' | 'accountId' | 'number' | 'draftId'>>): void;
  setEmergency(open: boolean): void;
  openArticle(articleId: string | null, version?: number | null): void;
  search(text: string): void;
  /** Another caller: what was looked for before, and opened, is not about them. */
  forgetSearch(): void;
  setQuoted(quote: ArticleQuote | null): void;
  /** Null = back to the script or the draft. Nothing happens while nobody is in hand. */
  openTask(task: Task | null): void;
  /** Of this context alone, also when another one is in hand by now. */
  closeTask(contextId: string): void;
}

/** Where a context is worked on: its call, or the draft that is its own context. */
const placeOf = (view: DeskView, contextId: string): Centre =>
  view.draftId === contextId && view.centre.kind !== 'call'
    ? { kind: 'draft', draftId: contextId }
    : { kind: 'call', callId: contextId };

function withTask(view: DeskView, task: Task | null): Partial<DeskView> {
  const { contextId } = view;
  if (contextId === null) return {};
  const others = Object.entries(view.tasks).filter(([id]) => id !== contextId);
  if (task === null) return { task, tasks: Object.fromEntries(others) };
  return {
    task,
    tasks: Object.fromEntries([...others, [contextId, task]]),
    centre: placeOf(view, contextId),
  };
}

export const useDeskView = create<DeskView>()((set) => ({
  centre: { kind: 'none' },
  leftTab: 'work',
  rightTab: 'patient',
  task: null,
  tasks: {},
  contextId: null,
  accountId: null,
  number: null,
  draftId: null,
  emergencyOpen: false,
  articleId: null,
  articleVersion: null,
  searchText: '',
  searchAsked: false,
  scriptPlace: null,
  quoted: null,
  show: (centre) => set({ centre }),
  setLeftTab: (leftTab) => set({ leftTab }),
  setRightTab: (rightTab) => set({ rightTab }),
  setContext: (context) =>
    set(({ tasks, task }) => ({
      ...context,
      task:
        context.contextId === undefined
          ? task
          : context.contextId === null
            ? null
            : (tasks[context.contextId] ?? null),
    })),
  setEmergency: (emergencyOpen) => set({ emergencyOpen }),
  openArticle: (articleId, articleVersion = null) =>
    set({ articleId, articleVersion, rightTab: 'knowledge' }),
  search: (text) =>
    set(({ searchText }) => ({
      // Nothing handed over: the search of before is gone on with.
      searchText: text || searchText,
      searchAsked: true,
      articleId: null,
      rightTab: 'knowledge',
    })),
  forgetSearch: () => set({ searchText: '', searchAsked: false, articleId: null, articleVersion: null }),
  setQuoted: (quoted) => set({ quoted }),
  openTask: (task) => set((view) => withTask(view, task)),
  closeTask: (contextId) =>
    set((view) => ({
      tasks: Object.fromEntries(Object.entries(view.tasks).filter(([id]) => id !== contextId)),
      ...(view.contextId === contextId && { task: null }),
    })),
}));
