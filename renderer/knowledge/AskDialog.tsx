// "No answer found": the question goes to who owns the practice's articles. Kept here at once; offline it waits and says so.
import { MessageCircleQuestion } from 'lucide-react';
import { useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { announce, Button, Dialog, FailedBanner, TextArea, toast } from '../ui/index.ts';
import { PersonalWarning } from './PersonalWarning.tsx';
import { sendText, sentText, useWay } from './send.ts';
import type { InHand } from './use-in-hand.ts';

/** Longest question (characters). */
export const longestWords = 1000;
/** Characters of the search that are shown beside it. */
const mostSearched = 200;

export interface AskDialogProps {
  /** What was looked for: shown, never sent, since callers are searched for by name and day of birth too. */
  searched: string;
  hand: Pick<InHand, 'accountId' | 'reason'>;
  practice: string | null;
  onClose: () => void;
}

export default function AskDialog({ searched, hand, practice, onClose }: AskDialogProps) {
  const [words, setWords] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const way = useWay();
  const send = async (): Promise<void> => {
    setBusy(true);
    const result = await careline.knowledge.ask(
      { words: words.trim(), accountId: hand.accountId, reason: hand.reason },
      { sureWithin: 10_000 },
    );
    setBusy(false);
    if (!result.ok) return setFailure(result);
    toast({ text: sentText('ask', way), icon: MessageCircleQuestion });
    announce(sentText('ask', way));
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('knowledge.ask')}
      actions={
        <>
          <Button onPress={onClose}>{t('knowledge.cancel')}</Button>
          <Button
            kind="primary"
            isPending={busy}
            isDisabled={words.trim() === ''}
            onPress={() => void send()}
          >
            {sendText('ask', way)}
          </Button>
        </>
      }
    >
      <div className="cl-stack">
        <p>{practice === null ? t('knowledge.ask.what.all') : t('knowledge.ask.what', { practice })}</p>
        {searched !== '' && (
          <p className="cl-detail">
            {t('knowledge.ask.searched', { words: searched.slice(0, mostSearched) })}
          </p>
        )}
        <TextArea
          label={t('knowledge.ask.words')}
          value={words}
          onChange={setWords}
          rows={4}
          maxLength={longestWords}
          autoFocus
          hint={t('knowledge.ask.privacy')}
        />
        <PersonalWarning words={words} />
        <p className="cl-detail">{t(`knowledge.ask.${way}`)}</p>
        {failure !== null && <FailedBanner code={failure.code} />}
      </div>
    </Dialog>
  );
}
