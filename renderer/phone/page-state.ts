// What the phone's page shows of itself.
import { create } from 'zustand';
import type { Registration } from './softphone.ts';

export interface PageState {
  audio: 'running' | 'suspended';
  registration: Registration;
  calls: number;
}
export const usePageState = create<PageState>()(() => ({ audio: 'running', registration: 'none', calls: 0 }));
