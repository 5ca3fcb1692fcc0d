// What only the page knows of the acts at the desk that a scenario judges: the on-call list looked at, a script's step, where
// the person at risk is (facts are matched in `Patient`). All others the desk hears itself; each is counted once.
import { useEffect } from 'react';
import type { DeskAct } from '#shared/domain/practice/scenario.ts';
import { useDeskView } from '../app/desk-store.ts';
import { usePlaceWritten } from '../emergency/place-written.ts';
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
  const ours = useDeskView((s) => s.contextId === runId);
  const draftId = useDeskView((s) => s.draftId);
  const onCall = useDeskView((s) => s.rightTab === 'on-call');
  const written = usePlaceWritten(runId, draftId);
  const { stepId } = useProgress(runId ?? '');
  useAct(runId, onCall && ours, 'open_oncall');
  useAct(runId, stepId !== null, 'script_step', stepId);
  useAct(runId, written && ours, 'caller_address');
}
