// F2 answers a practice call, as it answers a real one: the same key, so that the hand learns it.
import { useEffect, useEffectEvent } from 'react';
import { rowFor } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';

export function useAnswerKey(run: () => void): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (rowFor(event, isMac, 'desk')?.id !== 'answer') return;
    event.preventDefault();
    run();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => pressed(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
