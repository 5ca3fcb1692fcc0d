// How this desk stands towards the patient record, as the desk last told, and what a person does about it.
import { CircleCheck } from 'lucide-react';
import { useEffect } from 'react';
import { create } from 'zustand';
import type { EhrState } from '#shared/contract/ehr.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { useDesk, useTopic } from '../bridge/use-desk.ts';
import { useDeskView } from '../app/desk-store.ts';
import { sayFailure } from '../app/say.ts';
import { t } from '../text/t.ts';
import { announce, toast } from '../ui/index.ts';

interface EhrView {
  /** Null until the first answer. */
  value: EhrState | null;
  failure: Failure | null;
  /** A press that has not been answered. */
  busy: boolean;
  /** Counts sign-ins on this page: what was refused before is asked anew after one. */
  entered: number;
}
export const useEhr = create<EhrView>()(() => ({ value: null, failure: null, busy: false, entered: 0 }));

let newest = 0;
function take(result: Result<EhrState>): void {
  if (!result.ok) return useEhr.setState({ failure: result });
  const before = useEhr.getState();
  const { value } = result;
  const entered = before.value?.phase === 'signing-in' && value.phase === 'signed-in';
  useEhr.setState({ value, failure: null, entered: before.entered + (entered ? 1 : 0) });
  if (entered) sayEntered();
}
function sayEntered(): void {
  const text = t('ehr.signed-in.said');
  // Over the emergency card only what is spoken.
  if (!useDeskView.getState().emergencyOpen) toast({ text, icon: CircleCheck });
  announce(text);
}
/** An answer that was overtaken is dropped. */
export async function readEhr(): Promise<void> {
  const mine = ++newest;
  const result = await careline.ehr.state();
  if (mine === newest) take(result);
}
async function press(ask: () => Promise<Result<EhrState>>): Promise<void> {
  useEhr.setState({ busy: true });
  newest++;
  const result = await ask();
  useEhr.setState({ busy: false });
  // The state carries why a sign-in failed; it is said where it was pressed.
  if (result.ok) take(result);
  else {
    await readEhr();
    if (useEhr.getState().value?.why !== result.code) sayFailure(result);
  }
}
export const signIn = (): Promise<void> => press(() => careline.ehr.signIn());
export const cancelSignIn = (): Promise<void> => press(() => careline.ehr.cancel());
export const signOut = (): Promise<void> => press(() => careline.ehr.signOut());

/** While anything of it is shown. */
export function useKeepEhr(): void {
  const epoch = useDesk().hello?.epoch;
  useTopic(careline.ehr.changed, () => void readEhr());
  useEffect(() => void readEhr(), [epoch]);
}
