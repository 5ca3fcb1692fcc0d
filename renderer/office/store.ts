// Where one stands in the office, and who. Kept in the window's own history entry, so that a reload stays there; gone with
// the window.
import { create } from 'zustand';
import { useSession } from '../app/session-store.ts';

interface Standing {
  /** Null = the first page that the role has. */
  place: string | null;
  /** Whose place it is, by id. */
  by: string | null;
}
export const useOffice = create<Standing>()(() => kept());

function kept(): Standing {
  const state: unknown = window.history.state;
  const { office, by } = (typeof state === 'object' && state !== null ? state : {}) as Record<
    string,
    unknown
  >;
  return typeof office === 'string' && typeof by === 'string'
    ? { place: office, by }
    : { place: null, by: null };
}
export function goTo(place: string): void {
  const by = useSession.getState().state?.person?.id ?? null;
  useOffice.setState({ place, by });
  window.history.replaceState({ office: place, by }, '');
}
