// A caller in danger is never left alone on hold: somebody speaks to them every 30 to 60 seconds (product.md 4b, order 4;
// source 48 there). Pure.

export const checkBackSoonSeconds = 30;
export const checkBackNowSeconds = 60;

export type CheckBack = 'quiet' | 'soon' | 'now';

/**
 * How long nobody spoke to the caller, in whole seconds, and what that asks for. `since`: when the hold began, or when
 * somebody last spoke to them, whichever is later. A clock that was set back counts as no time.
 */
export function checkBack(since: string, now: string): { seconds: number; asks: CheckBack } {
  const seconds = Math.max(0, Math.floor((Date.parse(now) - Date.parse(since)) / 1000));
  return {
    seconds,
    asks: seconds >= checkBackNowSeconds ? 'now' : seconds >= checkBackSoonSeconds ? 'soon' : 'quiet',
  };
}
