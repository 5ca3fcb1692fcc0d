// Which of the desk's own dialogs is open: one at a time.
import { create } from 'zustand';
import { useDeskView } from './desk-store.ts';

export type OverlayName =
  | 'palette'
  | 'help'
  | 'glossary'
  | 'settings'
  | 'devices'
  | 'keys'
  | 'scripts'
  | 'authoring'
  | 'certificates'
  | 'break-glass'
  | 'incident'
  | 'reviews'
  | 'secret';
interface OverlayView {
  open: OverlayName | null;
  /** The tour stands beside the desk rather than over it, so it is kept apart. */
  tour: boolean;
  /** A dialog is being made to give way: a person did not close it. */
  clearing: boolean;
}
export const useOverlay = create<OverlayView>()(() => ({ open: null, tour: false, clearing: false }));
export const openOverlay = (open: OverlayName | null): void => useOverlay.setState({ open });
export const showTour = (tour: boolean): void => useOverlay.setState({ tour });

/** Whatever dialog stands over the desk makes way, as for Escape: a key must not work behind it, least of all F9. */
export function clearDialogs(): void {
  openOverlay(null);
  const dialog = document.querySelector('.cl-modal [role="dialog"], .cl-modal [role="alertdialog"]');
  useOverlay.setState({ clearing: true });
  dialog?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
  useOverlay.setState({ clearing: false });
}

/** F9 where no desk shows. */
export function toggleEmergency(): void {
  clearDialogs();
  useDeskView.getState().setEmergency(!useDeskView.getState().emergencyOpen);
}
