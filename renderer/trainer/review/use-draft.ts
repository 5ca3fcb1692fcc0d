// What was chosen and not kept yet: at hand while this page lives, and at the desk for its trainer, so that a reload, a sign-out or a
// restart in the middle takes nothing of it.
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Reviewed } from '#shared/contract/training-shapes.ts';
import { careline } from '../../bridge/index.ts';
import { draftFrom, fromKept, toKept, type RatingDraft } from './draft.ts';

const unkept = new Map<string, { since: string | null; draft: RatingDraft }>();
/** Typing is not sent letter by letter. */
const restMs = 300;

type Change = (change: (before: RatingDraft) => RatingDraft) => void;

export function useDraft({
  attempt: { runId },
  ratings,
  draft: atDesk,
}: Pick<Reviewed, 'attempt' | 'ratings' | 'draft'>): [RatingDraft, Change] {
  const since = ratings[0]?.id ?? null;
  const [draft, setDraft] = useState(() => {
    const known = unkept.get(runId);
    if (known !== undefined && known.since === since) return known.draft;
    return atDesk !== null && atDesk.since === since ? fromKept(atDesk) : draftFrom(ratings[0]);
  });
  const waits = useRef<ReturnType<typeof setTimeout> | null>(null);
  const send = useEffectEvent(() => {
    const known = unkept.get(runId);
    if (waits.current === null || known === undefined) return;
    clearTimeout(waits.current);
    waits.current = null;
    void careline.training.rateDraft({ runId, draft: toKept(known.draft, known.since) });
  });
  useEffect(() => {
    const leave = (): void => send();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, []);
  const change: Change = (how) =>
    setDraft((before) => {
      const next = how(before);
      unkept.set(runId, { since, draft: next });
      if (waits.current !== null) clearTimeout(waits.current);
      waits.current = setTimeout(() => {
        waits.current = null;
        void careline.training.rateDraft({ runId, draft: toKept(next, since) });
      }, restMs);
      return next;
    });
  return [draft, change];
}

/** It was kept as a rating: nothing waits any more. */
export const forgetDraft = (runId: string): void => void unkept.delete(runId);
