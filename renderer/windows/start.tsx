// Entry of a window beside the desk: which surface it is, its clock, and what every page has.
import type { ComponentType } from 'react';
import { createRoot } from 'react-dom/client';
import { deskNow } from '../app/session-store.ts';
import { Toasts } from '../app/Toasts.tsx';
import { setBridge } from '../bridge/index.ts';
import { ClockProvider, LiveRegion } from '../ui/index.ts';
import { watchSelections } from './copy.ts';
import type { BesideSurface } from './popup.ts';
import '../ui/look.css';
import './windows.css';

export function startWindow(surface: BesideSurface, Contents: ComponentType): void {
  // Before anything asks the desk: what a page may ask depends on the surface it is.
  setBridge({ surface });
  watchSelections();
  const root = document.getElementById('root');
  if (root === null) return;
  createRoot(root).render(
    <ClockProvider now={deskNow}>
      <Contents />
      <LiveRegion />
      <Toasts />
    </ClockProvider>,
  );
}
