// The articles that agents find while they speak, to be read by who teaches them. Nothing is written here, so nothing is quoted.
import '../text/late/office.ts';
import { KnowledgePanel } from '../knowledge/KnowledgePanel.tsx';
import { useKeepToRead } from '../knowledge/notices/to-read-store.ts';
import { useKeepStatus } from '../status/store.ts';
import { t } from '../text/t.ts';
import { PageHead } from '../ui/index.ts';

export function ArticlesPage() {
  // How old the articles are, and what is to be read: no bar and no tab shows them here.
  useKeepStatus();
  useKeepToRead();
  return (
    <>
      <PageHead title={t('office.place.articles')} />
      <div className="cl-office-fill">
        <KnowledgePanel quotes={false} />
      </div>
    </>
  );
}
