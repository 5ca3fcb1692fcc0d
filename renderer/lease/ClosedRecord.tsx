// In place of what can't be read until the backend is reached (C10): why, and what to do with a caller meanwhile.
import { BookLock } from 'lucide-react';
import { t } from '../text/t.ts';
import { EmptyState } from '../ui/index.ts';

export function ClosedRecord() {
  return (
    <EmptyState icon={BookLock} title={t('lease.closed.patient')}>
      {t('lease.closed.patient.what')}
    </EmptyState>
  );
}
