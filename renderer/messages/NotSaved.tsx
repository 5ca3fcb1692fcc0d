// A save that failed: why, what is safe, what to do. What was typed is still in its field.
import type { Failure } from '#shared/domain/result.ts';
import { errorText, t } from '../text/t.ts';
import { Banner } from '../ui/index.ts';

export function NotSaved({ failure }: { failure: Pick<Failure, 'code'> }) {
  const { sentence, next } = errorText(failure.code);
  return (
    <Banner tone="red" title={t('messages.not-saved')}>
      {t('messages.sentence-and-next', { sentence, next })}
    </Banner>
  );
}
