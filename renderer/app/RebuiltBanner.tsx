// After a page that ended by itself: its last second of typing may not have reached the desk, and nobody else can say so.
import { useEffect, useState } from 'react';
import { t } from '../text/t.ts';
import { Banner } from '../ui/index.ts';
import { beginWork, endWork } from './rebuilt.ts';

/** Once a document: the desk may be drawn anew, with another language for one, without any page having ended. */
let found: boolean | null = null;
function begin(): boolean {
  found ??= beginWork(window.sessionStorage);
  return found;
}

export function RebuiltBanner() {
  const [shown, setShown] = useState(begin);
  useEffect(() => {
    const leave = (): void => endWork(window.sessionStorage);
    window.addEventListener('pagehide', leave);
    return () => window.removeEventListener('pagehide', leave);
  }, []);
  if (!shown) return null;
  return (
    <Banner
      tone="amber"
      title={t('app.rebuilt')}
      onDismiss={() => {
        found = false;
        setShown(false);
      }}
    >
      {t('app.rebuilt.what')}
    </Banner>
  );
}
