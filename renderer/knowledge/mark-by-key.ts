// Marking words of an article without a mouse: Alt with up or down marks the passage before or after, Shift with an arrow
// makes the mark longer or shorter, as in a text field.

/** What is used of a KeyboardEvent. */
interface Pressed {
  key: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
}
export type Marking =
  | { kind: 'passage'; step: 1 | -1 }
  | { kind: 'extend'; direction: 'forward' | 'backward'; by: 'line' | 'word' | 'character' };

/** What a press means for the mark, or null. */
export function markingOf({ key, altKey, ctrlKey, metaKey, shiftKey }: Pressed): Marking | null {
  const ahead = key === 'ArrowDown' || key === 'ArrowRight';
  const upright = key === 'ArrowDown' || key === 'ArrowUp';
  if ((!ahead && key !== 'ArrowUp' && key !== 'ArrowLeft') || metaKey) return null;
  if (altKey) return upright && !shiftKey && !ctrlKey ? { kind: 'passage', step: ahead ? 1 : -1 } : null;
  if (!shiftKey) return null;
  const by = upright ? 'line' : ctrlKey ? 'word' : 'character';
  return { kind: 'extend', direction: ahead ? 'forward' : 'backward', by };
}

const passage = 'p, li, td, th';

/** Marks in `body`; the first press without a mark begins at its first passage. */
export function mark(body: HTMLElement, marking: Marking): void {
  const selection = body.ownerDocument.getSelection();
  if (selection === null) return;
  const passages = [...body.querySelectorAll<HTMLElement>(passage)].filter((e) => !e.querySelector(passage));
  const at = passages.findIndex((each) => each.contains(selection.anchorNode));
  if (marking.kind === 'extend' && at >= 0) return selection.modify('extend', marking.direction, marking.by);
  const next = passages[at < 0 ? 0 : at + (marking.kind === 'passage' ? marking.step : 0)];
  if (next === undefined) return;
  selection.selectAllChildren(next);
  next.scrollIntoView({ block: 'nearest' });
}
