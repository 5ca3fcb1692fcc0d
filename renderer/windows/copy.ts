// The one way from Careline to the system's clipboard (C32): the desk is asked first, so that every copy stands in its log by
// what it was, never by its words; after half a minute it is taken off again, by the host where it can.
import { clearCopiedMs, type Copied } from '#shared/contract/windows.ts';
import { careline } from '../bridge/index.ts';

/** This page's own `copy`, which needs no second question. */
let own = false;
/** The old way: from a selection. It needs no permission, only the press. */
function copySelected(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  // In what has the focus: a dialog keeps it within itself.
  const home = document.activeElement?.closest('[role="dialog"]') ?? document.body;
  const before = document.activeElement;
  home.append(field);
  field.select();
  own = true;
  const done = document.execCommand('copy');
  own = false;
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}

let clearing: ReturnType<typeof setTimeout> | undefined;
/** In a browser: only what can be read again is cleared, and only while the page may look. */
function clearLater(text: string): void {
  clearTimeout(clearing);
  clearing = setTimeout(() => {
    navigator.clipboard.readText().then(
      (there) => (there === text ? navigator.clipboard.writeText('') : undefined),
      () => undefined,
    );
  }, clearCopiedMs);
}
async function copyHere(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (!copySelected(text)) return false;
  }
  clearLater(text);
  return true;
}

/** False when the desk refused or the system let no way through: then the text must be read off the screen. */
export async function copyText(text: string, what: Copied): Promise<boolean> {
  const asked = await careline.windows.copy({ what, text });
  if (asked.ok) return asked.value.by === 'host' || copyHere(text);
  // Before anything is open, what the page shows is nobody's.
  return ['vault-closed', 'not-signed-in'].includes(asked.code) && copyHere(text);
}

const fieldText = (field: HTMLInputElement | HTMLTextAreaElement): string =>
  field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0);

/** A selection that is copied by key or menu goes the same way: asked, noted and taken off again. */
export function watchSelections(): void {
  document.addEventListener('copy', (event) => {
    if (own) return;
    const at = document.activeElement;
    const inField = at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement;
    const text = inField ? fieldText(at) : (window.getSelection()?.toString() ?? '');
    if (text === '') return;
    event.preventDefault();
    void copyText(text, 'selection');
  });
}
