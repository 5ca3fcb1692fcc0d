// An act at the record other than an appointment, in the place of the script: which one is named by the contract of acts.
import { ArrowLeft } from 'lucide-react';
import { useDeskView } from '../app/desk-store.ts';
import { t } from '../text/t.ts';
import { Button, EmptyState } from '../ui/index.ts';

export interface ActPaneProps {
  /** Call or draft that the patient is verified on. */
  contextId: string;
  accountId: string;
  act: string;
}

export function ActPane(_props: ActPaneProps) {
  return (
    <section className="cl-panel cl-acts" aria-label={t('acts.label')}>
      <EmptyState
        title={t('acts.none')}
        icon={ArrowLeft}
        action={<Button onPress={() => useDeskView.getState().openTask(null)}>{t('acts.back')}</Button>}
      >
        {t('acts.none.what')}
      </EmptyState>
    </section>
  );
}
