// What lies over the search without being an article: own questions, what changed, what is to be read.
import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { t } from '../text/t.ts';
import { Button } from '../ui/index.ts';
import { ChangesPage } from './mine/ChangesPage.tsx';
import { MinePage } from './mine/MinePage.tsx';
import { ToReadPage } from './notices/ToReadPage.tsx';
import type { KnowledgePage } from './place-store.ts';

export interface SidePageProps {
  page: KnowledgePage;
  /** An article lies over it. */
  covered: boolean;
  accountId: string | null;
  onOpen: (articleId: string, version?: number) => void;
  onBack: () => void;
}

export default function SidePage({ page, covered, accountId, onOpen, onBack }: SidePageProps) {
  const head = useRef<HTMLDivElement>(null);
  // Back from an article: reading goes on here.
  useEffect(() => {
    if (!covered) head.current?.querySelector('button')?.focus({ preventScroll: true });
  }, [covered]);
  return (
    <section
      className="cl-knowledge-article cl-knowledge-page"
      aria-labelledby="cl-knowledge-page-title"
      inert={covered}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        onBack();
      }}
    >
      <div className="cl-knowledge-bar" ref={head}>
        <Button kind="plain" size="small" icon={ArrowLeft} keys="Esc" onPress={onBack}>
          {t('knowledge.article.back.plain')}
        </Button>
      </div>
      <h2 id="cl-knowledge-page-title" className="cl-name">
        {t(`knowledge.page.${page}.title`)}
      </h2>
      {page === 'mine' && <MinePage onOpen={onOpen} />}
      {page === 'changes' && <ChangesPage accountId={accountId} onOpen={onOpen} />}
      {page === 'to-read' && <ToReadPage onOpen={onOpen} />}
    </section>
  );
}
