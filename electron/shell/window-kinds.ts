// What each surface's window is like. Values only: sizes in device-independent pixels, as Electron and `screen` count.
import type { PortSurface } from '#host/link.ts';

export interface WindowKind {
  /** Page of the built renderer. */
  document: string;
  width: number;
  height: number;
  minWidth: number;
  minHeight: number;
  /** Stays over other programs' windows: call controls must be at hand while the agent works elsewhere. */
  onTop: boolean;
}
export const windowKinds: Readonly<Record<PortSurface, WindowKind>> = {
  main: { document: 'index.html', width: 1440, height: 900, minWidth: 1024, minHeight: 680, onTop: false },
  panel: { document: 'panel.html', width: 520, height: 860, minWidth: 380, minHeight: 480, onTop: false },
  compact: { document: 'compact.html', width: 380, height: 460, minWidth: 340, minHeight: 320, onTop: true },
  trainer: {
    document: 'trainer.html',
    width: 1280,
    height: 820,
    minWidth: 960,
    minHeight: 600,
    onTop: false,
  },
  phone: { document: 'phone.html', width: 400, height: 300, minWidth: 1, minHeight: 1, onTop: false },
};
