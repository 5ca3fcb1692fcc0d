// Whether a record is open in an emergency, as this page knows it. It goes by itself at its time, whatever is heard of the desk.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { AccessState } from '#shared/contract/access.ts';
import { deskNow } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';

interface AccessView {
  open: AccessState['open'];
  /** How long one is open at most, minutes. */
  minutes: number;
}
export const useAccess = create<AccessView>()(() => ({ open: null, minutes: 30 }));

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
  if (result.ok) takeAccess(result.value);
  else useAccess.setState({ open: null });
}

/** For as long as a page of the desk stands. */
export function useKeepAccess(): void {
  useEffect(() => {
    void readAccess();
    return () => {
      clearTimeout(timer);
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
