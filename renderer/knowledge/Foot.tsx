// Under every list: how old the articles are, how they are searched now, and the ways to what is not a search.
import { BookA, Database, History, MessageCircleQuestion, type LucideIcon } from 'lucide-react';
import { openOverlay } from '../app/overlay-store.ts';
import { keysOf } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';
import { useStatus } from '../status/store.ts';
import { t } from '../text/t.ts';
import { Badge, Button, Icon } from '../ui/index.ts';
import { AsOf } from './AsOf.tsx';
import { useUnseenAnswers } from './mine/answers-store.ts';
import type { KnowledgePage } from './place-store.ts';
import { engineWords } from './words.ts';

export interface FootProps {
  onPage: (page: KnowledgePage) => void;
}

const pages: readonly { id: KnowledgePage; icon: LucideIcon }[] = [
  { id: 'mine', icon: MessageCircleQuestion },
  { id: 'changes', icon: History },
];

export function Foot({ onPage }: FootProps) {
  const answers = useUnseenAnswers();
  const index = useStatus((s) => s.value?.knowledge.index ?? null);
  const engine = index === null ? null : engineWords(index);
  return (
    <footer className="cl-knowledge-foot">
      <p>
        <AsOf />
      </p>
      {engine !== null && (
        <p role="status" className="cl-inline">
          <Icon of={Database} size={13} />
          <span>{engine}</span>
        </p>
      )}
      <div className="cl-knowledge-acts">
        {pages.map(({ id, icon }) => (
          <Button key={id} kind="plain" size="small" icon={icon} onPress={() => onPage(id)}>
            {t(`knowledge.page.${id}`)}
            {id === 'mine' && answers > 0 && (
              <Badge count={answers} tone="amber" label={t('app.answers', { count: answers })} />
            )}
          </Button>
        ))}
        <Button
          kind="plain"
          size="small"
          icon={BookA}
          keys={keysOf('glossary', isMac)}
          onPress={() => openOverlay('glossary')}
        >
          {t('knowledge.glossary.short')}
        </Button>
      </div>
    </footer>
  );
}
