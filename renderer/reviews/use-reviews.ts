// What was reported, asked of the backend when a page opens and again when something changed.
import { useEffect, useState } from 'react';
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

/** Mount with a key of both: what was read of the one is not shown as the other. */
export function useReviews(kind: ReportKind, open: boolean): KnownReviews {
  const [value, setValue] = useState<ReviewsValue | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(true);
  const [untold, setUntold] = useState(0);
  const take = (result: Result<ReviewsValue>): void => {
    if (result.ok) setValue(result.value);
    setFailure(result.ok ? null : result);
  };
  const [times, setTimes] = useState(0);
  useEffect(() => {
    let current = true;
    const asked = [careline.reviews.list({ kind, open }), careline.reviews.count()] as const;
    void Promise.all(asked).then(([list, count]) => {
      if (!current) return;
      setBusy(false);
      if (list.ok) setValue(list.value);
      setFailure(list.ok ? null : list);
      if (count.ok) setUntold(count.value.untold);
    });
    return () => void (current = false);
  }, [kind, open, times]);
  const again = (): void => {
    setBusy(true);
    setTimes((n) => n + 1);
  };
  return { value, failure, busy, untold, again, take };
}
