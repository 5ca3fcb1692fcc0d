// A key, drawn on what it presses. It is a picture only: the control itself says its key through aria-keyshortcuts.
export interface KeyHintProps {
  /** `F6`, `Alt+1`, `Ctrl+K`, `Enter`. */
  keys: string;
  /** Read with the text around it, where nothing else says the key. */
  spoken?: boolean;
}

/** `Ctrl+K` as it is drawn: Enter is ↵, the rest keeps its word. */
export const drawnKeys = (keys: string): string =>
  keys
    .split('+')
    .map((key) =>
      key === 'Enter' ? '↵' : key === 'ArrowDown' ? '↓' : key === 'ArrowUp' ? '↑' : key === 'Cmd' ? '⌘' : key,
    )
    .join(' ');

/** `Ctrl+K` as ARIA writes it: `Control+K`. */
export const ariaKeys = (keys: string): string =>
  keys.replace(/\bCtrl\b/, 'Control').replace(/\bCmd\b/, 'Meta');

export function KeyHint({ keys, spoken }: KeyHintProps) {
  return (
    <kbd className="cl-key" aria-hidden={spoken ? undefined : true}>
      {drawnKeys(keys)}
    </kbd>
  );
}
