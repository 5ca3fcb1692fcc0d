// For a supervisor's menu and the band over the desk: how many reviews are open, how many past their time.
import { useEffect } from 'react';
import { create } from 'zustand';
import { useSession } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';

interface Count {
  open: number;
  overdue: number;
}
const none: Count = { open: 0, overdue: 0 };
export const useReviewCount = create<Count>()(() => none);

async function read(): Promise<void> {
  const result = await careline.reviews.count();
  useReviewCount.setState(
    result.ok ? { open: result.value.open ?? 0, overdue: result.value.overdue ?? 0 } : none,
  );
}

/** While the desk's own page stands. */
export function useKeepReviewCount(): void {
  const reviews = useSession((s) => s.state?.person?.role === 'supervisor' && !s.state.practice);
  useEffect(() => {
    if (reviews) void read();
    else useReviewCount.setState(none);
  }, [reviews]);
  useTopic(careline.reviews.changed, () => {
    if (reviews) void read();
  });
}
