// Before words go to an owner: what in them looks like a person's. It warns; whoever types decides.
import { UserX } from 'lucide-react';
import { personalIn } from '#shared/domain/knowledge/personal.ts';
import { t } from '../text/t.ts';
import { Banner } from '../ui/index.ts';

export function PersonalWarning({ words }: { words: string }) {
  const kinds = personalIn(words);
  if (kinds.length === 0) return null;
  const what = kinds.map((kind) => t(`knowledge.personal.${kind}`)).join(', ');
  return (
    <Banner tone="amber" icon={UserX} title={t('knowledge.personal', { what })}>
      {t('knowledge.personal.next')}
    </Banner>
  );
}
