// What every screen of practice has, the locked one and the dialogs too: a violet edge, a mark across the page, the word in the
// title, and the way out for a real emergency, which nothing ever covers (product.md 5b, "Safety").
import { Siren } from 'lucide-react';
import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import { keysOf } from '../app/keys.ts';
import { realEmergency } from '../app/leave-practice.ts';
import { isMac } from '../app/use-keys.ts';
import { t } from '../text/t.ts';
import { Button } from '../ui/index.ts';
import './frame.css';

export function PracticeFrame() {
  useEffect(() => {
    const before = document.title;
    document.title = t('practice.title');
    return () => {
      document.title = before;
    };
  }, []);
  return createPortal(
    // Outside of what a dialog hides from screen readers and pointers: React Aria leaves this layer alone.
    <div data-react-aria-top-layer="true" className="cl-practice-frame">
      <div className="cl-practice-edge" data-mark={t('practice.mark')} aria-hidden="true" />
      <aside className="cl-practice-real" aria-label={t('practice.real.label')}>
        <Button
          kind="danger-quiet"
          size="small"
          icon={Siren}
          keys={keysOf('real-emergency', isMac)}
          keysDrawn={keysOf('real-emergency', isMac).replace('Shift+', '⇧')}
          onPress={realEmergency}
        >
          {t('practice.real')} <span className="cl-practice-long">{t('practice.real.more')}</span>
        </Button>
      </aside>
    </div>,
    document.body,
  );
}
