// Rooms that also stand outside the desk's frame; each is loaded when it is first shown, so that the first page stays small.
import { lazy } from 'react';

export const ProofPage = lazy(async () => ({
  default: (await import('#renderer/demo/ProofPage.tsx')).ProofPage,
}));
/** What every screen of practice has: its frame, its mark, and the way out for a real emergency. */
export const PracticeFrame = lazy(async () => ({
  default: (await import('../practice/Frame.tsx')).PracticeFrame,
}));
export const PracticeApp = lazy(async () => ({
  default: (await import('../practice/PracticeApp.tsx')).PracticeApp,
}));

/** Loaded ahead wherever it may be needed, so that F9 waits for nothing. */
export const EmergencyCardView = lazy(async () => ({
  default: (await import('../emergency/EmergencyCardView.tsx')).EmergencyCardView,
}));
