// A request waits for a fresh proof of its person: which one, and how it is told.
import { create } from 'zustand';
import { onStepUp } from '../bridge/step-up.ts';

interface StepUpView {
  /** The request that needs it; null = nothing is asked. */
  asked: { name: string; settle: (given: boolean) => void } | null;
}
export const useStepUp = create<StepUpView>()(() => ({ asked: null }));

/** Whoever goes by keys goes on from what they pressed, unless they are somewhere else by now. */
function comeBack(to: Element | null): void {
  if (document.activeElement === document.body && to instanceof HTMLElement && to.isConnected) to.focus();
}

/** While the page can ask; answers how to stop, which settles what is asked. */
export function takeStepUps(): () => void {
  const stop = onStepUp(
    (name) =>
      new Promise((resolve) => {
        const from = document.activeElement;
        const settle = (given: boolean): void => {
          useStepUp.setState({ asked: null });
          // What was pressed may be drawn as busy until the answer is here.
          for (const after of [100, 600, 2000]) setTimeout(() => comeBack(from), after);
          resolve(given);
        };
        useStepUp.setState({ asked: { name, settle } });
      }),
  );
  return () => {
    stop();
    useStepUp.getState().asked?.settle(false);
  };
}
