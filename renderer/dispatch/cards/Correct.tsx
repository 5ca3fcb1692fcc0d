// A wrong press: the entry stays as it is written, and the right one follows it.
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { DispatchCard } from '#shared/contract/dispatch.ts';
import { t } from '../../text/t.ts';
import { Button } from '../../ui/index.ts';
import { correct, useActing } from '../act.ts';
import { callResults } from '../results.ts';

export function Correct({ card }: { card: DispatchCard }) {
  const last = useActing((s) => s.last[card.messageId]);
  const [open, setOpen] = useState(false);
  if (last === undefined) return null;
  if (!open)
    return (
      <p className="cl-dispatch-correct">
        <span className="cl-detail">
          {t('dispatch.written', { result: t(`dispatch.result.${last.result}`) })}
        </span>
        <Button kind="plain" size="small" icon={Undo2} onPress={() => setOpen(true)}>
          {t('dispatch.correct')}
        </Button>
      </p>
    );
  return (
    <div className="cl-dispatch-correct" role="group" aria-label={t('dispatch.correct.what')}>
      <span className="cl-detail">{t('dispatch.correct.what')}</span>
      {callResults
        .filter((result) => result !== last.result)
        .map((result, i) => (
          <Button
            key={result}
            size="small"
            autoFocus={i === 0}
            onPress={() => {
              setOpen(false);
              void correct(card, last, result);
            }}
          >
            {t(`dispatch.result.${result}`)}
          </Button>
        ))}
      <Button kind="plain" size="small" onPress={() => setOpen(false)}>
        {t('dispatch.cancel')}
      </Button>
    </div>
  );
}
