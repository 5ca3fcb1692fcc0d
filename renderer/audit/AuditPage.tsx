// The auditor's view of this desk's log.
import '../text/late/audit.ts';
import { PageHead } from '../office/parts.tsx';
import { t } from '../text/t.ts';

export function AuditPage() {
  return <PageHead title={t('audit.title')} lead={t('audit.lead')} />;
}
