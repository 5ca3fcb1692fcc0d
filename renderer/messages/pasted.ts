// What a field takes of a paste: as much as has room, cut between characters, so that a pasted file of megabytes neither
// freezes the page nor pushes out what stands there. Pure but for the last function.
import { t } from '../text/t.ts';
import { say } from '../app/say.ts';

/** The beginning of `text` that has room: never half of a surrogate pair. */
export function fitting(text: string, room: number): string {
  if (text.length <= room) return text;
  const end = Math.max(0, room);
  const last = text.charCodeAt(end - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? end - 1 : end);
}

interface Pasted {
  target: EventTarget | null;
  clipboardData: { getData(type: string): string } | null;
  preventDefault(): void;
}

/** For `onPasteCapture`: a paste that has no room is cut and said so; one that has room is left to the browser. */
export function cutPaste(event: Pasted): void {
  const { target } = event;
  if (!(target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement)) return;
  if (target.maxLength < 0 || target.readOnly || target.disabled) return;
  const text = event.clipboardData?.getData('text/plain') ?? '';
  const [from, to] = [target.selectionStart ?? 0, target.selectionEnd ?? 0];
  const room = target.maxLength - (target.value.length - (to - from));
  if (text.length <= room) return;
  event.preventDefault();
  const part = fitting(text, room);
  // Not `value = …`: this way Ctrl+Z takes it back.
  if (part !== '') document.execCommand('insertText', false, part);
  say(t('messages.pasted.cut', { pasted: text.length, kept: part.length }));
}
