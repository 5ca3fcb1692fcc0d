// The last changes could not be kept: why, and what to do; nobody's words are thrown away.
import type { Failure } from '#shared/domain/result.ts';
import { errorText, t } from '../../text/t.ts';
import { Banner, Button } from '../../ui/index.ts';
import type { OpenedDraft } from './use-draft.ts';

export function Failed({ draft, failure }: { draft: OpenedDraft; failure: Failure }) {
  const conflict = failure.code === 'conflict';
  return (
    <Banner
      tone="amber"
      title={t('authoring.save.failed')}
      action={
        conflict ? (
          <>
            <Button size="small" onPress={draft.read}>
              {t('authoring.save.theirs')}
            </Button>
            <Button size="small" onPress={() => void draft.keepMine()}>
              {t('authoring.save.mine')}
            </Button>
          </>
        ) : (
          <Button size="small" onPress={() => void draft.flush()}>
            {t('authoring.again')}
          </Button>
        )
      }
    >
      {conflict ? t('authoring.save.conflict') : errorText(failure.code).next}
    </Banner>
  );
}
