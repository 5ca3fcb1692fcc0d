// Puts `steady.ts` to work: follows the better order, and knows whether Alt is down.
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Phrase } from '#shared/domain/script/script.ts';
import { begun, meant, pressed, settle, type Steady } from './steady.ts';

function useAltHeld(): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    const follow = (event: KeyboardEvent): void => setHeld(event.altKey);
    const away = (): void => setHeld(false);
    window.addEventListener('keydown', follow, true);
    window.addEventListener('keyup', follow, true);
    window.addEventListener('blur', away);
    return () => {
      window.removeEventListener('keydown', follow, true);
      window.removeEventListener('keyup', follow, true);
      window.removeEventListener('blur', away);
    };
  }, []);
  return held;
}

/** The phrases as they are drawn; `at` = the one that a digit means now, `pressed` = the one that a press on a button means. */
export function useSteady(key: string, wanted: readonly Phrase[]) {
  const held = useAltHeld();
  const order = wanted.map((p) => p.id);
  const [kept, setKept] = useState<Steady>(() => begun(key, order));
  const now = settle(kept, { key, order }, held);
  if (now !== kept) setKept(now);
  const reorderedAt = useRef(-Infinity);
  useLayoutEffect(() => {
    reorderedAt.current = performance.now();
  }, [now.shown]);
  const byId = (id: string | undefined): Phrase | undefined => wanted.find((p) => p.id === id);
  const since = (): number => performance.now() - reorderedAt.current;
  return {
    phrases: now.shown.flatMap((id) => byId(id) ?? []),
    at: (index: number): Phrase | undefined => byId(meant(now, index, since())),
    /** On its button, `index` where it stands. */
    pressed: (phrase: Phrase, index: number, byKey: boolean): Phrase =>
      byId(pressed(now, { id: phrase.id, index, byKey }, since())) ?? phrase,
  };
}
