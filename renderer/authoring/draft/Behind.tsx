// A newer version was published since this draft was begun: it is compared with that one before it is handed in over it.
import { t } from '../../text/t.ts';
import { Banner, Button } from '../../ui/index.ts';
import type { OpenedDraft } from './use-draft.ts';

export function Behind({ draft, onCompare }: { draft: OpenedDraft; onCompare: () => void }) {
  const newest = draft.view?.before?.version;
  return (
    <Banner
      tone="amber"
      spoken={false}
      title={t('authoring.behind')}
      action={
        newest !== undefined && (
          <>
            <Button size="small" onPress={onCompare}>
              {t('authoring.behind.compare')}
            </Button>
            <Button size="small" onPress={() => void draft.compared(newest)}>
              {t('authoring.behind.compared', { version: newest })}
            </Button>
          </>
        )
      }
    >
      {t('authoring.behind.what')}
    </Banner>
  );
}
