// Where a refusal is said: at the button or in the form that asked, while that is in sight; else as a toast. A place names the
// asks it speaks for (`transfer ID`, or `hold ID *` for every party), and what was refused there stays until the next ask of that
// call. Pure but for the list of places that are shown now.
import { useEffect } from 'react';
import type { LiveView, Trouble } from '#shared/contract/telephony.ts';

/** `hold ID *` speaks for every ask that begins with `hold ID `. */
export const speaksFor = (place: string, key: string): boolean =>
  place.endsWith('*') ? key.startsWith(place.slice(0, -1)) : place === key;

const shown: string[] = [];
export const isSaidInPlace = (key: string): boolean => shown.some((place) => speaksFor(place, key));

/** While this is in sight, what is refused of these asks is said there. */
export function usePlace(places: readonly string[]): void {
  const all = places.join('\n');
  useEffect(() => {
    const mine = all.split('\n');
    shown.push(...mine);
    return () => {
      for (const place of mine) shown.splice(shown.indexOf(place), 1);
    };
  }, [all]);
}

/** What came to nothing after its request had been answered, as the ask it was. */
export function keyOfTrouble({ callId, what, act }: Trouble): string | null {
  const kind = what === 'act' ? act : what;
  return kind === null ? null : callId === null ? kind : `${kind} ${callId}`;
}

/** By the ask (`keyOf` of the store): the code of what was refused last. */
export type Refused = Readonly<Record<string, { readonly code: string }>>;
/** The newest of what these places speak for. */
export const refusedAt = (refused: Refused, places: readonly string[]): Refused[string] | null =>
  Object.entries(refused).findLast(([key]) => places.some((place) => speaksFor(place, key)))?.[1] ?? null;

/** Something else was asked of that call, or the same once more: what was refused before is no news. */
export const forgetOf = (refused: Refused, key: string, callId: string | null): Refused =>
  Object.fromEntries(
    Object.entries(refused).filter(
      ([each]) =>
        each !== key &&
        (callId === null || !each.split(' ').includes(callId)) &&
        // Each dial is a call of its own: the one before is no news either.
        !(key.startsWith('dial ') && each.startsWith('dial ')),
    ),
  );

/** The server was away and is back: that it could not be asked is over. */
export const forgetAway = (refused: Refused): Refused =>
  Object.values(refused).some(({ code }) => code === 'telephony-down')
    ? Object.fromEntries(Object.entries(refused).filter(([, { code }]) => code !== 'telephony-down'))
    : refused;

/** What was refused of a call that is gone is gone with it. */
export const forgetGone = (
  refused: Refused,
  was: readonly LiveView[],
  lives: readonly LiveView[],
): Refused => {
  const gone = was.filter(({ callId }) => !lives.some((l) => l.callId === callId));
  return gone.reduce<Refused>((left, { callId }) => forgetOf(left, '', callId), refused);
};
