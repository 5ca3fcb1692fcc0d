// The keys of the draft's room, as they are drawn and as the text field reads them. On a Mac the digits stay on Control: Command
// with Shift and a digit takes pictures there. No key of the desk is among them (renderer/app/keys.ts).
import type { EditKind } from '../editor/edits.ts';

/** As drawn on Windows and Linux. */
export const editKeys: Record<EditKind, string> = {
  caller: 'Ctrl+Shift+1',
  internal: 'Ctrl+Shift+2',
  heading: 'Ctrl+Shift+3',
  bold: 'Ctrl+B',
  list: 'Ctrl+Shift+4',
  table: 'Ctrl+Shift+5',
  link: 'Ctrl+Shift+6',
};
export const fieldKey = (drawn: string): string =>
  drawn === 'Ctrl+B' ? 'Mod-b' : drawn.replaceAll('+', '-');
export const drawnKey = (kind: EditKind, isMac: boolean): string =>
  isMac && kind === 'bold' ? 'Cmd+B' : editKeys[kind];

export type DraftAct = 'undo' | 'redo' | 'next' | 'previous' | 'keep' | 'leave';
interface Press {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}
/** What a press means anywhere in the draft; null = nothing of this room. */
export function actOf(press: Press): DraftAct | null {
  if (press.key === 'Escape') return 'leave';
  if (!(press.ctrlKey || press.metaKey) || press.altKey) return null;
  const key = press.key.toLowerCase();
  if (key === 'z') return press.shiftKey ? 'redo' : 'undo';
  if (key === 'y' && !press.shiftKey) return 'redo';
  if (key === 's' && !press.shiftKey) return 'keep';
  if (press.code === 'Period') return press.shiftKey ? 'previous' : 'next';
  return null;
}
