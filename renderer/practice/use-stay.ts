// “Back” of a browser would end the page in the middle of a call, without a word: while one goes on the page stays, and says
// where the way out is. The way out itself and the key of a real emergency replace the page, so nothing here holds them up.
import { useEffect } from 'react';
import { say } from '../app/say.ts';
import { t } from '../text/t.ts';
import { usePractice } from './store.ts';

const mark = 'careline-practice-call';
const isMarked = (): boolean => (window.history.state as { stays?: string } | null)?.stays === mark;
const stay = (): void => window.history.pushState({ stays: mark }, '');

export function useStay(): void {
  const goesOn = usePractice((s) => s.view !== null);
  useEffect(() => {
    if (!goesOn) return;
    if (!isMarked()) stay();
    const back = (): void => {
      stay();
      say(t('practice.stay'));
    };
    window.addEventListener('popstate', back);
    return () => window.removeEventListener('popstate', back);
  }, [goesOn]);
}
