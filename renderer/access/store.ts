// Whether a record is open in an emergency, as this page knows it. It goes by itself at its time, whatever is heard of the desk.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { AccessState } from '#shared/contract/access.ts';
import { say } from '../app/say.ts';
import { deskNow, useSession } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';
import { t } from '../text/t.ts';

interface AccessView {
  open: AccessState['open'];
  /** How long one is open at most, minutes. */
  minutes: number;
}
export const useAccess = create<AccessView>()(() => ({ open: null, minutes: 30 }));

/** What was open when this page's desk went away, and for whom: a lock ends it, and whoever comes back is told. */
let left: { id: string; person: string } | null = null;
const seated = (): string | null => useSession.getState().state?.person?.id ?? null;

let timer: ReturnType<typeof setTimeout> | undefined;

export function takeAccess({ open, minutes }: AccessState): void {
  clearTimeout(timer);
  const left = open === null ? 0 : Date.parse(open.until) - deskNow().getTime();
  useAccess.setState({ open: left > 0 ? open : null, minutes });
  if (left <= 0) return;
  timer = setTimeout(
    () => {
      useAccess.setState({ open: null });
      void readAccess();
    },
    Math.min(left, minutes * 60_000),
  );
}

/** What can't be read is shown as closed: a page that has lost its desk shows nothing by it. */
export async function readAccess(): Promise<void> {
  const result = await careline.access.state();
  if (result.ok) {
    takeAccess(result.value);
    const was = left;
    left = null;
    if (was !== null && was.person === seated() && result.value.open?.id !== was.id)
      say(t('access.lock-ended'));
  } else useAccess.setState({ open: null });
}

/** For as long as a page of the desk stands. */
export function useKeepAccess(): void {
  useEffect(() => {
    const keeper = seated();
    void readAccess();
    return () => {
      clearTimeout(timer);
      const { open } = useAccess.getState();
      if (open !== null && keeper !== null) left = { id: open.id, person: keeper };
      useAccess.setState({ open: null });
    };
  }, []);
  useTopic(careline.access.changed, () => void readAccess());
}

/** Its id, while this record is open on this call. */
export const useOpenedRecord = (contextId: string, patientId: string | null): string | null =>
  useAccess(({ open }) =>
    open !== null && open.contextId === contextId && open.patientId === patientId ? open.id : null,
  );
