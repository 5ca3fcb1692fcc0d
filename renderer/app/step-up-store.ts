// A request waits for a fresh proof of its person: which one, and how it is told.
import { create } from 'zustand';
import { onStepUp } from '../bridge/step-up.ts';

interface StepUpView {
  /** The request that needs it; null = nothing is asked. */
  asked: { name: string; settle: (given: boolean) => void } | null;
}
export const useStepUp = create<StepUpView>()(() => ({ asked: null }));

/** While the page can ask; answers how to stop, which settles what is asked. */
export function takeStepUps(): () => void {
  const stop = onStepUp(
    (name) =>
      new Promise((resolve) => {
        const settle = (given: boolean): void => {
          useStepUp.setState({ asked: null });
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
