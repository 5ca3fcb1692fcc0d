// Moving through the form by keyboard: Enter goes on to the next field, a problem's link goes to its field.
const stops = 'input:not([type="hidden"]):not([disabled]), textarea:not([disabled]), button:not([disabled])';
const first = (field: Element): HTMLElement | null => field.querySelector<HTMLElement>(stops);

export function focusField(form: ParentNode, name: string): boolean {
  const field = form.querySelector(`[data-field="${name}"]`);
  const target = field === null ? null : first(field);
  field?.scrollIntoView({ block: 'nearest' });
  target?.focus();
  return target !== null;
}

/** From the field that holds `from` to the next one that takes the focus, the Save button at the end. */
export function moveOn(form: ParentNode, from: Element): void {
  const fields = Array.from(form.querySelectorAll('[data-field]'));
  const at = fields.findIndex((field) => field.contains(from));
  const next = fields.slice(at + 1).find((field) => first(field) !== null);
  if (at < 0 || next === undefined) return;
  next.scrollIntoView({ block: 'nearest' });
  first(next)?.focus();
}

interface Pressed {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  target: EventTarget | null;
  nativeEvent: { isComposing: boolean };
}
const plain = (e: Pressed): boolean => !e.shiftKey && !e.ctrlKey && !e.metaKey && !e.altKey;

/**
 * Enter in a field, a tick or a group of chips goes on and chooses nothing (Space does): whoever walks through by Enter must
 * not have said "yes, leave a voicemail". An open list keeps its Enter, and so do letters of an unfinished word.
 */
export function entersOn(event: Pressed): boolean {
  if (event.key !== 'Enter' || !plain(event) || event.nativeEvent.isComposing) return false;
  const { target } = event;
  return (
    target instanceof HTMLElement &&
    target.matches('input, textarea, [role="radio"]') &&
    // A line of its own, such as the reason for dismissing: its Enter is its button's.
    target.closest('[data-own-enter]') === null &&
    target.getAttribute('aria-expanded') !== 'true'
  );
}

/** Ctrl+Enter (Command+Enter on a Mac) saves from anywhere in the form. */
export const savesNow = (event: Omit<Pressed, 'nativeEvent'>): boolean =>
  event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
