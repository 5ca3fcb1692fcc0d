// After a page that ended by itself: its last second of typing may not have reached the desk, and nobody else can say so.
import { useEffect, useState } from 'react';
import { t } from '../text/t.ts';
import { Banner } from '../ui/index.ts';
import { beginWork, endWork } from './rebuilt.ts';
import type { Screen } from './screen.ts';

/** Long enough to read over a message; afterwards it is in the way. ms */
const newsFor = 120_000;

/** Once a document: the desk may be drawn anew, with another language for one, without any page having ended. */
let found: boolean | null = null;
function begin(): boolean {
  const left = beginWork(window.sessionStorage);
  found ??= left;
  return found;
}

/** On every other screen nobody writes: a page that the shell ends there, or at a lock, is no accident to tell of. */
export function useWorkMark(screen: Screen): void {
  useEffect(() => {
    if (screen !== 'desk' && screen !== 'starting') endWork(window.sessionStorage);
  }, [screen]);
}

export function RebuiltBanner() {
  const [shown, setShown] = useState(begin);
  const dismiss = (): void => {
    found = false;
    setShown(false);
  };
  useEffect(() => {
    const leave = (): void => endWork(window.sessionStorage);
    window.addEventListener('pagehide', leave);
    return () => window.removeEventListener('pagehide', leave);
  }, []);
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(dismiss, newsFor);
    return () => clearTimeout(timer);
  }, [shown]);
  if (!shown) return null;
  return (
    <Banner tone="amber" title={t('app.rebuilt')} onDismiss={dismiss}>
      {t('app.rebuilt.what')}
    </Banner>
  );
}
