// What was reported, asked of the backend when a page opens and again when something changed.
import { useEffect, useEffectEvent, useState } from 'react';
import type { ReviewsValue } from '#shared/contract/reviews.ts';
import type { ReportKind } from '#shared/protocol/reports.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';

export interface KnownReviews {
  value: ReviewsValue | null;
  failure: Failure | null;
  busy: boolean;
  /** Reports of this desk that the backend has not yet. */
  untold: number;
  again(): void;
  /** Keeps what a decision answered: the open ones. */
  take(result: Result<ReviewsValue>): void;
}

export function useReviews(kind: ReportKind, open: boolean): KnownReviews {
  const [value, setValue] = useState<ReviewsValue | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const [untold, setUntold] = useState(0);
  const take = (result: Result<ReviewsValue>): void => {
    if (result.ok) setValue(result.value);
    setFailure(result.ok ? null : result);
  };
  const read = useEffectEvent(async (isCurrent: () => boolean) => {
    setBusy(true);
    const [list, count] = await Promise.all([
      careline.reviews.list({ kind, open }),
      careline.reviews.count(),
    ]);
    if (!isCurrent()) return;
    setBusy(false);
    take(list);
    if (count.ok) setUntold(count.value.untold);
  });
  const [times, setTimes] = useState(0);
  useEffect(() => {
    let current = true;
    void read(() => current);
    return () => void (current = false);
  }, [kind, open, times]);
  return { value, failure, busy, untold, again: () => setTimes((n) => n + 1), take };
}
