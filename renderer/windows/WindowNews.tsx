// Keeps what is known of the other windows, and says that a second start found this desk open already.
import { useEffect, useRef } from 'react';
import { say } from '../app/say.ts';
import { t } from '../text/t.ts';
import { wasStartedAgain } from './links.ts';
import { useKeepWindows, useWindows } from './store.ts';

/** Once, in the main page. */
export function WindowNews() {
  useKeepWindows();
  const times = useWindows((s) => (s.readings === 0 ? null : s.startedAgain));
  const before = useRef<number | null>(null);
  useEffect(() => {
    if (times === null) return;
    if (wasStartedAgain(before.current, times)) say(t('windows.started-again'));
    before.current = times;
  }, [times]);
  return null;
}
