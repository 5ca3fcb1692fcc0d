// Where one stands in the office. Kept in the window's own history entry, so that a reload stays there; gone with the window.
import { create } from 'zustand';

/** Null = the first page that the role has. */
export const useOffice = create<{ place: string | null }>()(() => ({ place: keptPlace() }));

function keptPlace(): string | null {
  const state: unknown = window.history.state;
  if (typeof state !== 'object' || state === null) return null;
  const { office } = state as { office?: unknown };
  return typeof office === 'string' ? office : null;
}
export function goTo(place: string): void {
  useOffice.setState({ place });
  window.history.replaceState({ office: place }, '');
}
