// What could not be read: why, what is safe, and trying again.
import { CircleX } from 'lucide-react';
import type { Failure } from '#shared/domain/result.ts';
import { errorText, t } from '../text/t.ts';
import { Button, EmptyState } from '../ui/index.ts';

export function FailureState({ failure, onRetry }: { failure: Pick<Failure, 'code'>; onRetry: () => void }) {
  const { sentence, next } = errorText(failure.code);
  return (
    <EmptyState
      icon={CircleX}
      title={sentence}
      action={<Button onPress={onRetry}>{t('messages.again')}</Button>}
    >
      {next}
    </EmptyState>
  );
}
