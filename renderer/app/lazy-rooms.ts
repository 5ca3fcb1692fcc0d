// Rooms that also stand outside the desk's frame; each is loaded when it is first shown, so that the first page stays small.
import { lazy, type ComponentType } from 'react';

export const ProofPage = lazy(async () => ({
  default: (await import('#renderer/demo/ProofPage.tsx')).ProofPage,
}));
export const PracticeApp = lazy(async () => ({
  default: (await import('../practice/PracticeApp.tsx')).PracticeApp,
}));

/** A room of this name that is not in the tree yet draws nothing. */
export const EmergencyCardView: ComponentType = () => null;
