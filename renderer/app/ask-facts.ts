// From anywhere on the desk to the facts that are still to be asked for (C19): the patient's tab, a third fact's fields open,
// the keyboard in the first of them. Where nobody is chosen yet, to the search or the list.
import { create } from 'zustand';
import { useDeskView } from './desk-store.ts';

/** Counts up with each wish to be asked for facts. */
export const useFactsAsked = create<{ times: number }>()(() => ({ times: 0 }));

const places = '.cl-patient-facts input, .cl-patient-find input, .cl-patient-candidates button';

export function askFacts(): void {
  useDeskView.getState().setRightTab('patient');
  useFactsAsked.setState(({ times }) => ({ times: times + 1 }));
  // Once the tab and the fields are drawn.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => document.querySelector<HTMLElement>(places)?.focus()),
  );
}
