// What only the page knows of the acts at the desk that a scenario judges: the emergency card opened, an article, the on-call
// list, a script's step, an address written, a number read back (facts are matched in `Patient`). The desk counts each once.
import { useEffect } from 'react';
import type { DeskAct } from '#shared/domain/practice/scenario.ts';
import { useDeskView } from '../app/desk-store.ts';
import { usePlaceWritten } from '../emergency/place-written.ts';
import { useDraft } from '../messages/draft-store.ts';
import { useProgress } from '../script/state.ts';
import { act, usePractice } from './store.ts';

/** Told once while `when` holds; null = the run is not talked on. */
function useAct(runId: string | null, when: boolean, what: DeskAct, detail: string | null = null): void {
  useEffect(() => {
    if (runId !== null && when) void act(runId, what, detail);
  }, [runId, when, what, detail]);
}

export function useActs(): void {
  const runId = usePractice((s) =>
    s.view !== null && (s.view.call === 'active' || s.view.call === 'held') ? s.view.row.id : null,
  );
  const callId = runId ?? '';
  const ours = useDeskView((s) => s.contextId === runId);
  const draftId = useDeskView((s) => s.draftId);
  const articleId = useDeskView((s) => (s.rightTab === 'knowledge' ? s.articleId : null));
  const stepId = useProgress(callId).stepId;
  const draft = useDraft(draftId ?? '');
  const open = draft.phase === 'open' ? draft.fields : null;

  useAct(runId, useDeskView((s) => s.emergencyOpen) && ours, 'open_emergency');
  useAct(runId, useDeskView((s) => s.rightTab === 'on-call') && ours, 'open_oncall');
  useAct(runId, articleId !== null && ours, 'open_article', articleId);
  useAct(runId, draftId !== null && ours, 'start_message');
  useAct(runId, stepId !== null, 'script_step', stepId);
  useAct(runId, usePlaceWritten(runId, draftId) && ours, 'caller_address');
  useAct(runId, ours && open?.callback.readBack === true, 'read_back', 'callback');
  useAct(runId, ours && open?.summary.readBack === true, 'read_back', 'summary');
}
