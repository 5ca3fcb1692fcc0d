// Whether a person just opened what is done at the record: then its pane takes the focus, also from the notes. One that comes
// back with its caller, or after a reload, takes nothing from under anybody's hands.
import { t } from '../text/t.ts';
import { useDeskView, type Task } from './desk-store.ts';
import { say } from './say.ts';

let pressed = false;

/** By a key, a button or the palette. Answers false when nobody is in hand. */
export function pressTask(task: Task): boolean {
  const { contextId, task: before, openTask } = useDeskView.getState();
  if (contextId === null) return false;
  const there = JSON.stringify(before) === JSON.stringify(task);
  // Before it opens: its pane may stand before this goes on.
  pressed = !there;
  openTask(task);
  // It stands there already: keys go to it.
  if (there) document.querySelector<HTMLElement>('.cl-task [tabindex="-1"]')?.focus({ preventScroll: true });
  return true;
}
/** Answers true once. */
export function takeTaskPressed(): boolean {
  const was = pressed;
  pressed = false;
  return was;
}

/** An appointment of the caller in hand; says so where there is none. `visitId` null: chosen in the form. */
export function openBooking(
  what: Extract<Task, { kind: 'booking' }>['what'],
  visitId: string | null = null,
): void {
  if (!pressTask({ kind: 'booking', what, visitId })) say(t('app.task.nobody'));
}
