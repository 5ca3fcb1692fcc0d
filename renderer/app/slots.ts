// What the practice desk adds to the desk's frame, in one place: the frame knows where it stands and nothing of what it is.
// The live desk fills none of it, so that it needs no line of practice.
import { createContext, useContext, type ComponentType } from 'react';
import type { Call } from '#shared/domain/calls/call.ts';

export interface DeskSlots {
  /** The centre while nothing is in hand. */
  home: ComponentType;
  /** In the call's middle, in the place of the captions: the caller's line and what can be answered. */
  inCall: ComponentType<{ call: Call }>;
  /** Under the wrap-up. */
  afterCall: ComponentType<{ call: Call }>;
  /** How the caller sounds, and red flags: in an exam fewer than on a call. */
  hints: ComponentType<{ call: Call }>;
  /** First tab of the left and of the right column. */
  left: { title: string; content: ComponentType };
  right: { title: string; content: ComponentType };
  /** In the place of the patient panel: nobody real is looked up from practice. */
  patient: ComponentType;
  /** In the top bar, before the clock. */
  top: ComponentType;
  /** First in the status bar. */
  status: ComponentType;
  /** Over everything in the middle column. */
  notices: ComponentType;
}

const Slots = createContext<DeskSlots | null>(null);
export const DeskSlotsProvider = Slots.Provider;
/** null on the live desk. */
export const useDeskSlots = (): DeskSlots | null => useContext(Slots);
