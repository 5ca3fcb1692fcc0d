// Drafts that are open on this page. They live outside the components, so that changing a tab in mid-sentence loses
// nothing, and each has its keeper. Gone when the page is replaced; the desk's copy is what comes back.
import { useMemo } from 'react';
import { create } from 'zustand';
import type { DraftRow } from '#shared/contract/messages.ts';
import type { Problem } from '#shared/domain/messages/complete.ts';
import type { Draft, DraftFields, Urgency } from '#shared/domain/messages/message.ts';
import type { Failure } from '#shared/domain/result.ts';
import { useDeskView } from '../app/desk-store.ts';
import { onBeforeLock } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { withMaskedNotes } from './cards-in-notes.ts';
import { createKeeper, type Keeper, type KeptState } from './keeper.ts';
import type { DraftWho } from './list-rows.ts';
import { isPracticeAsked, problemsIn, withoutNul } from './rules.ts';

export type OpenDraft =
  | { phase: 'loading' }
  | { phase: 'failed'; failure: Failure }
  /** Not a draft (any more): it was saved, perhaps on another page. */
  | { phase: 'saved' }
  | {
      phase: 'open';
      fields: DraftFields;
      kept: KeptState;
      saving: boolean;
      /** Why the last try to save failed; null before it and after the next change. */
      failure: Failure | null;
      /** What the desk found lacking, and this page did not. */
      lacking: readonly Problem[];
      /** Save was asked for once: from then on what lacks is marked in the form. */
      tried: boolean;
      /** The saved message of which a new version is written; null = a message of its own. */
      revises: Draft['revises'];
      /** Card numbers that were masked in the notes since the form was opened (C24). */
      masked: number;
      /** Red flags raised the urgency to this while the form was open; taking words back doesn't lower it (O4). */
      raisedTo: Urgency | null;
    };
type Opened = Extract<OpenDraft, { phase: 'open' }>;

const useStore = create<{ drafts: Readonly<Record<string, OpenDraft>> }>()(() => ({ drafts: {} }));
const keepers = new Map<string, Keeper<DraftFields>>();
/** A save must get through while the desk restarts: it is asked again with the same requestId, ms. */
const sure = { sureWithin: 60_000 };

const put = (id: string, draft: OpenDraft): void =>
  useStore.setState(({ drafts }) => ({ drafts: { ...drafts, [id]: draft } }));
/** The draft as this page holds it now; undefined = not held. */
export const openDraft = (id: string): OpenDraft | undefined => useStore.getState().drafts[id];
const opened = (id: string): Opened | null => {
  const draft = openDraft(id);
  return draft?.phase === 'open' ? draft : null;
};
const patch = (id: string, change: Partial<Opened>): void => {
  const draft = opened(id);
  if (draft !== null) put(id, { ...draft, ...change });
};

export const useDraft = (id: string): OpenDraft => useStore((s) => s.drafts[id]) ?? { phase: 'loading' };

/** What is typed here may be newer than what a list has read: who it is about, and its last confirmation. */
export function useNewest(): (
  id: string,
) => (DraftWho & { accountId: string; keptAt: string | null }) | null {
  const drafts = useStore((s) => s.drafts);
  return (id) => {
    const draft = drafts[id];
    if (draft?.phase !== 'open') return null;
    const { accountId, patientName, callerName, callback } = draft.fields;
    return { accountId, patientName, callerName, number: callback.number, keptAt: draft.kept.at };
  };
}

/** The rows with what is typed here meanwhile; new ones only when that is another name, number or account. */
export function useAsTyped(rows: readonly DraftRow[]): readonly DraftRow[] {
  const typed = useStore(({ drafts }) =>
    JSON.stringify(
      rows.map(({ id }) => {
        const draft = drafts[id];
        if (draft?.phase !== 'open') return {};
        const { accountId, patientName, callerName, callback } = draft.fields;
        return {
          accountId,
          practiceAsked: isPracticeAsked(draft.fields),
          patientName,
          callerName,
          number: callback.number,
        };
      }),
    ),
  );
  return useMemo(() => {
    const newer = JSON.parse(typed) as Partial<DraftRow>[];
    return rows.map((row, i) => ({ ...row, ...newer[i] }));
  }, [rows, typed]);
}

/** Takes in a draft as the desk has it; from here on every change is kept. */
export function holdDraft({ id, fields, keptAt, revises }: Omit<Draft, 'openedAt'>): void {
  if (opened(id) !== null) return;
  put(id, {
    phase: 'open',
    fields,
    kept: { kind: 'kept', at: keptAt },
    saving: false,
    failure: null,
    lacking: [],
    tried: false,
    revises,
    masked: 0,
    raisedTo: null,
  });
  keepers.set(
    id,
    createKeeper<DraftFields>(
      {
        send: (value) => careline.messages.keep({ id, fields: value }),
        after: (ms, run) => {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
        onState: (kept) => patch(id, { kept }),
      },
      keptAt,
    ),
  );
}

/** What is known to be saved is not looked for among the drafts. */
export const holdSaved = (id: string): void => put(id, { phase: 'saved' });

/** Reads the draft unless this page has it already. */
export async function loadDraft(id: string): Promise<void> {
  const known = useStore.getState().drafts[id];
  if (known !== undefined && known.phase !== 'failed') return;
  put(id, { phase: 'loading' });
  const result = await careline.messages.draft({ id });
  if (result.ok) return holdDraft(result.value);
  put(id, result.code === 'not-found' ? { phase: 'saved' } : { phase: 'failed', failure: result });
}

export function changeDraft(id: string, change: (fields: DraftFields) => DraftFields): void {
  const draft = opened(id);
  if (draft === null || draft.saving) return;
  const changed = change(draft.fields);
  if (changed === draft.fields) return;
  take(id, draft, withMaskedNotes(draft.fields, withoutNul(changed), false));
}

function take(id: string, draft: Opened, { fields, count }: { fields: DraftFields; count: number }): void {
  patch(id, { fields, failure: null, lacking: [], masked: draft.masked + count });
  keepers.get(id)?.changed(fields);
}

/** A field was left or the message is saved: card numbers in the notes are whole now (C24). */
export function settleNotes(id: string): void {
  const draft = opened(id);
  if (draft === null || draft.saving) return;
  const settled = withMaskedNotes(null, draft.fields, true);
  if (settled.count > 0) take(id, draft, settled);
}

/** Red flags raised it to this. */
export const noteRaised = (id: string, raisedTo: Urgency): void => patch(id, { raisedTo });

/**
 * Words of an article that the knowledge panel hands over go into the draft in hand, at most 20. Here and not in the form:
 * beside a call the form is not drawn while an article is, and this page's copy of the draft must not lose them.
 */
useDeskView.subscribe(({ quoted, centre, draftId }) => {
  const id = centre.kind === 'draft' ? centre.draftId : draftId;
  if (quoted === null || id === null || opened(id) === null) return;
  useDeskView.getState().setQuoted(null);
  const { articleId, version, title, text } = quoted;
  changeDraft(id, (now) =>
    now.quotes.length >= 20
      ? now
      : { ...now, quotes: [...now.quotes, { articleId, version, title, text: text.slice(0, 2000) }] },
  );
});

export const markTried = (id: string): void => patch(id, { tried: true });

/**
 * Saves; answers the instant of the desk's commit. Only its answer makes a message "saved" (C38). `incomplete`: although
 * rules are broken; the message then says so.
 */
export async function saveDraft(id: string, incomplete = false): Promise<string | null> {
  settleNotes(id);
  const draft = opened(id);
  if (draft === null || draft.saving) return null;
  patch(id, { saving: true, failure: null, lacking: [] });
  const result = await careline.messages.save({ id, fields: draft.fields, incomplete }, sure);
  if (result.ok) {
    keepers.get(id)?.stop();
    keepers.delete(id);
    put(id, { phase: 'saved' });
    return result.value.savedAt;
  }
  patch(id, {
    saving: false,
    failure: result,
    tried: true,
    lacking: result.code === 'incomplete' ? problemsIn(result.message) : [],
  });
  return null;
}

/** Puts a draft aside; `back` takes it in hand again. Null, or why it failed. */
export async function discardDraft(id: string): Promise<Failure | null> {
  await keepers.get(id)?.flush();
  const result = await careline.messages.discard({ id, on: true }, sure);
  return result.ok ? null : result;
}
export async function takeBackDraft(id: string): Promise<Failure | null> {
  const result = await careline.messages.discard({ id, on: false }, sure);
  return result.ok ? null : result;
}

/** Lets a draft go from this page's memory; the desk keeps it. */
export function dropDraft(id: string): void {
  keepers.get(id)?.stop();
  keepers.delete(id);
  useStore.setState(({ drafts }) => ({
    drafts: Object.fromEntries(Object.entries(drafts).filter(([key]) => key !== id)),
  }));
}

/** Everything that was typed and not yet confirmed goes to the desk now: before a lock, and when the page is left. */
export async function keepAll(): Promise<void> {
  await Promise.all([...keepers.values()].map((keeper) => keeper.flush()));
}
onBeforeLock(keepAll);
globalThis.addEventListener?.('pagehide', () => void keepAll());
