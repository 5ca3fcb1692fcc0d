// The record in sight is asked for anew: by its key or the palette, or because something was done at it. Told to whoever
// shows it, with nobody's id.
const shown = new Set<(pressed: boolean) => void>();

/** `pressed`: a person asked for it, and hears that it runs. */
export const renewRecord = (pressed = false): void => shown.forEach((renew) => renew(pressed));

/** Answers how to stop listening. */
export function onRenewRecord(renew: (pressed: boolean) => void): () => void {
  shown.add(renew);
  return () => void shown.delete(renew);
}
