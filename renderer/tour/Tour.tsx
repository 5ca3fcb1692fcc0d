// A look around at the first sitting: a small card beside the desk, never over it, gone for good when it was seen.
import { useEffect, useState } from 'react';
import { t } from '../text/t.ts';
import { Button } from '../ui/index.ts';
import { steps } from './steps.ts';
import { endTour } from './use-tour.ts';

export default function Tour() {
  const [n, setN] = useState(0);
  const step = steps[n];
  useEffect(() => {
    const target = document.querySelector(`[data-tour="${step?.at}"]`);
    target?.setAttribute('data-tour-now', '');
    return () => target?.removeAttribute('data-tour-now');
  }, [step]);
  // It never takes the focus, so Escape closes it from anywhere, unless it closes a dialog or a search first.
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      const at = event.target instanceof HTMLElement ? event.target : null;
      if (!at?.closest('.cl-modal, [role="dialog"], input, textarea')) endTour();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  if (!step) return null;
  const last = n === steps.length - 1;
  return (
    <section className="cl-tour" aria-label={t('tour.label')}>
      <div className="cl-tour-text" role="status">
        <span className="cl-detail-quiet">{t('tour.step', { step: n + 1, count: steps.length })}</span>
        <strong>{t(step.title)}</strong>
        <span>{t(step.what)}</span>
      </div>
      <div className="cl-tour-end">
        <Button kind="plain" size="small" onPress={endTour}>
          {t('tour.skip')}
        </Button>
        {n > 0 && (
          <Button size="small" onPress={() => setN(n - 1)}>
            {t('tour.back')}
          </Button>
        )}
        <Button kind="primary" size="small" onPress={() => (last ? endTour() : setN(n + 1))}>
          {t(last ? 'tour.done' : 'tour.next')}
        </Button>
      </div>
    </section>
  );
}
