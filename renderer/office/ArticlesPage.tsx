// The articles that agents find while they speak, to be read by who teaches them. Nothing is written here, so nothing is quoted.
import '../text/late/office.ts';
import { KnowledgePanel } from '../knowledge/KnowledgePanel.tsx';
import { useKeepStatus } from '../status/store.ts';
import { t } from '../text/t.ts';
import { PageHead } from '../ui/index.ts';

export function ArticlesPage() {
  // How old the articles are stands in the status, which no bar shows here.
  useKeepStatus();
  return (
    <>
      <PageHead title={t('office.place.articles')} />
      <div className="cl-office-fill">
        <KnowledgePanel quotes={false} />
      </div>
    </>
  );
}
