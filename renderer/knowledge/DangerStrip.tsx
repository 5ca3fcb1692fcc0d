// Above the hits, never instead of them: what was typed has words of danger in it, and the way to the emergency card.
import { Siren } from 'lucide-react';
import { useEffect } from 'react';
import type { ArticleSearchResult } from '#shared/domain/knowledge/article.ts';
import { useDeskView } from '../app/desk-store.ts';
import { keysOf } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';
import { groupTitles } from '../messages/flag-words.ts';
import { t } from '../text/t.ts';
import { announce, Button, Icon } from '../ui/index.ts';
import './danger.css';

export function DangerStrip({ flags }: { flags: NonNullable<ArticleSearchResult['redFlags']> }) {
  const groups = groupTitles(flags.map(({ group }) => group));
  // Once a group, not with every letter.
  useEffect(() => announce(t('knowledge.danger.spoken', { groups })), [groups]);
  const words = [...new Set(flags.map((flag) => flag.words))].join(t('knowledge.danger.between'));
  return (
    <div className="cl-knowledge-danger" role="group" aria-label={t('knowledge.danger')}>
      <Icon of={Siren} size={16} tone="red" />
      <p>
        <strong>{t('knowledge.danger.title', { groups })}</strong>{' '}
        <span>{t('knowledge.danger.words', { words })}</span>
      </p>
      <Button
        kind="danger"
        size="small"
        keys={keysOf('emergency', isMac)}
        onPress={() => useDeskView.getState().setEmergency(true)}
      >
        {t('knowledge.danger.card')}
      </Button>
    </div>
  );
}
