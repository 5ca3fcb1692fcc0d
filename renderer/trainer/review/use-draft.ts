// What was chosen and not kept yet stays with its attempt while this page lives: a trainer who was signed out in the middle finds
// it again.
import { useState } from 'react';
import type { HumanRating } from '#shared/domain/training/records.ts';
import { draftFrom, type RatingDraft } from './draft.ts';

const unkept = new Map<string, { since: string | null; draft: RatingDraft }>();

type Change = (change: (before: RatingDraft) => RatingDraft) => void;

export function useDraft(runId: string, newest: HumanRating | undefined): [RatingDraft, Change] {
  const since = newest?.id ?? null;
  const [draft, setDraft] = useState(() => {
    const known = unkept.get(runId);
    return known !== undefined && known.since === since ? known.draft : draftFrom(newest);
  });
  return [
    draft,
    (change) =>
      setDraft((before) => {
        const next = change(before);
        unkept.set(runId, { since, draft: next });
        return next;
      }),
  ];
}
