// What was tried again, kept over the moments in which the page shows that the desk is starting: a second look that finds
// the same must say so, or a person presses for ever.
import { create } from 'zustand';

interface Tries {
  /** The code that was shown when a person pressed, and when, ISO. */
  last: { code: string; at: string } | null;
}
export const useTries = create<Tries>()(() => ({ last: null }));
export const noteTry = (code: string): void =>
  useTries.setState({ last: { code, at: new Date().toISOString() } });
