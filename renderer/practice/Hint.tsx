// The hint of a turn: shown at level 1, on ask at level 2 (and costs a point of efficiency), none in an exam.
import { Lightbulb } from 'lucide-react';
import { useState } from 'react';
import type { RunView } from '#shared/domain/practice/run.ts';
import { t } from '../text/t.ts';
import { Button, Icon } from '../ui/index.ts';
import { askForHint } from './store.ts';

export interface HintProps {
  runId: string;
  hint: RunView['hint'];
  /** Its button is gone with the press: somebody must take the focus. */
  onShown: () => void;
}

export function Hint({ runId, hint, onShown }: HintProps) {
  const [asked, setAsked] = useState(false);
  if (hint === null) return null;
  if (hint.mode === 'on-ask' && !asked)
    return (
      <div className="cl-inline">
        <Button
          kind="plain"
          size="small"
          icon={Lightbulb}
          onPress={() => {
            void askForHint(runId).then((failed) => {
              if (failed !== null) return;
              setAsked(true);
              onShown();
            });
          }}
        >
          {t('practice.run.hint.ask')}
        </Button>
        <span className="cl-detail-quiet">{t('practice.run.hint.cost')}</span>
      </div>
    );
  return (
    <p className="cl-practice-hint" role="status">
      <Icon of={Lightbulb} size={15} />
      <span>
        <strong>{t('practice.run.hint')}</strong> {hint.text}
      </span>
    </p>
  );
}
