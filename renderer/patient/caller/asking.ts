// Whether the choice of who is on the line stands open, and for which call: its key opens it from anywhere on the desk.
import { create } from 'zustand';

/** `contextId` null = closed. Ids only. */
export const useAsking = create<{ contextId: string | null }>()(() => ({ contextId: null }));

export const openAsking = (contextId: string | null): void => useAsking.setState({ contextId });
export const closeAsking = (): void => useAsking.setState({ contextId: null });
