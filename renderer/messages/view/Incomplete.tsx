// A message that breaks rules says so until a new version mends it: what lacks, in sentences, and the way to complete it.
import { CircleAlert, PenLine } from 'lucide-react';
import { useState } from 'react';
import { sayFailure } from '../../app/say.ts';
import { hasText, t } from '../../text/t.ts';
import { Button, Icon } from '../../ui/index.ts';
import { reviseMessage } from '../start-draft.ts';

/** The sentence of a problem; a rule of a newer version keeps its code. */
function sentenceOf(problem: string): string {
  const key = `messages.missing.${problem}`;
  return hasText(key) ? t(key) : t('messages.missing.more', { code: problem });
}

export function Incomplete({ messageId, lacking }: { messageId: string; lacking: readonly string[] }) {
  const [busy, setBusy] = useState(false);
  if (lacking.length === 0) return null;
  const complete = async (): Promise<void> => {
    setBusy(true);
    const result = await reviseMessage(messageId);
    setBusy(false);
    if (!result.ok) sayFailure(result);
  };
  return (
    <div className="cl-messages-incomplete" role="group" aria-label={t('messages.incomplete')}>
      <Icon of={CircleAlert} size={18} tone="amber" />
      <div>
        <p>
          <strong>{t('messages.incomplete.what', { count: lacking.length })}</strong>
        </p>
        <ul>
          {lacking.map((problem) => (
            <li key={problem}>{sentenceOf(problem)}</li>
          ))}
        </ul>
      </div>
      <Button icon={PenLine} isPending={busy} onPress={() => void complete()}>
        {t('messages.incomplete.complete')}
      </Button>
    </div>
  );
}
