// Which part of the phone is open under the call: the keypad, a transfer, one more party, a promise to call back. One at a
// time, for one call; it closes when that call is over.
import { create } from 'zustand';

export type PanelKind = 'keypad' | 'transfer' | 'add' | 'callback';
interface Panel {
  open: { kind: PanelKind; callId: string } | null;
  /** The last one that was asked for by a key should take the focus. */
  asked: number;
}
export const usePanel = create<Panel>()(() => ({ open: null, asked: 0 }));

export const openPanel = (kind: PanelKind, callId: string): void =>
  usePanel.setState(({ asked }) => ({ open: { kind, callId }, asked: asked + 1 }));
export const closePanel = (): void => usePanel.setState({ open: null });
/** The same again closes it. */
export function togglePanel(kind: PanelKind, callId: string): void {
  const { open } = usePanel.getState();
  if (open?.kind === kind && open.callId === callId) closePanel();
  else openPanel(kind, callId);
}
export const usePanelOf = (callId: string): PanelKind | null =>
  usePanel((s) => (s.open?.callId === callId ? s.open.kind : null));
