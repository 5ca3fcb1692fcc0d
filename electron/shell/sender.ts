// Who may speak to the shell over IPC: the top frame of a window of ours, showing a document of ours (checklist 17).
import { ownPath } from './origin.ts';

export interface Sender {
  /** Null when the frame went away before the message was read: then nobody is there to answer. */
  frame: { url: string; isTop: boolean; detached: boolean } | null;
  /** The window is one the shell made. */
  known: boolean;
}
export type SenderDecision =
  | { allow: true }
  | { allow: false; why: 'unknown-window' | 'no-frame' | 'detached' | 'subframe' | 'foreign' };

export function decideSender({ frame, known }: Sender): SenderDecision {
  if (!known) return { allow: false, why: 'unknown-window' };
  if (frame === null) return { allow: false, why: 'no-frame' };
  if (frame.detached) return { allow: false, why: 'detached' };
  if (!frame.isTop) return { allow: false, why: 'subframe' };
  return ownPath(frame.url) === null ? { allow: false, why: 'foreign' } : { allow: true };
}
