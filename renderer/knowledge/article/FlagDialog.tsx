// Something in an article is wrong, out of date, unclear or missing: which passage, which of these, and words to its owner. Kept
// here at once, also offline.
import { Flag } from 'lucide-react';
import { useState } from 'react';
import type { FlagWhy } from '#shared/contract/knowledge.ts';
import type { Failure } from '#shared/domain/result.ts';
import { careline } from '../../bridge/index.ts';
import { t } from '../../text/t.ts';
import {
  announce,
  Button,
  Dialog,
  FailedBanner,
  Select,
  TextArea,
  toast,
  ToggleChips,
} from '../../ui/index.ts';
import { longestWords } from '../AskDialog.tsx';
import { PersonalWarning } from '../PersonalWarning.tsx';
import { sendText, sentText, useWay } from '../send.ts';
import type { Passage } from './passages.ts';

/** In the order of the choices; the list itself stays out of the page. */
const whys = ['wrong', 'outdated', 'unclear', 'missing', 'other'] as const satisfies readonly FlagWhy[];

export interface FlagDialogProps {
  article: { id: string; version: number; title: string; owner: string | null };
  passages: readonly Passage[];
  /** The passage that was marked; -1 = the whole article. */
  at: number;
  onClose: () => void;
}

/** Longest text of a passage in the list (characters); a longer one stands whole below it. */
const mostShown = 90;
const shortOf = (text: string): string =>
  text.length > mostShown ? `${text.slice(0, mostShown - 2)} …` : text;

export default function FlagDialog({ article, passages, at, onClose }: FlagDialogProps) {
  const [place, setPlace] = useState(at);
  const [why, setWhy] = useState<FlagWhy | null>(null);
  const [words, setWords] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const way = useWay();
  const passage = passages[place] ?? null;
  // "Something else" without words says nothing to anybody.
  const lacks = why === null || (why === 'other' && words.trim() === '');
  const send = async (): Promise<void> => {
    if (why === null) return;
    setBusy(true);
    const { id, version } = article;
    const result = await careline.knowledge.flag(
      { articleId: id, version, range: passage?.range ?? null, why, words: words.trim() },
      { sureWithin: 10_000 },
    );
    setBusy(false);
    if (!result.ok) return setFailure(result);
    toast({ text: sentText('flag', way), icon: Flag });
    announce(sentText('flag', way));
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('knowledge.flag.title', { title: article.title })}
      actions={
        <>
          <Button onPress={onClose}>{t('knowledge.cancel')}</Button>
          <Button kind="primary" icon={Flag} isPending={busy} isDisabled={lacks} onPress={() => void send()}>
            {sendText('flag', way)}
          </Button>
        </>
      }
    >
      <div className="cl-stack">
        <Select
          label={t('knowledge.flag.place')}
          options={[
            { id: '-1', title: t('knowledge.flag.whole') },
            ...passages.map(({ text }, i) => ({ id: String(i), title: shortOf(text) })),
          ]}
          value={String(place)}
          onChange={(id) => setPlace(Number(id))}
        />
        {passage !== null && passage.text.length > mostShown && (
          <blockquote className="cl-knowledge-passage">{passage.text}</blockquote>
        )}
        <ToggleChips
          label={t('knowledge.flag.why')}
          mustChoose
          options={whys.map((id) => ({ id, title: t(`knowledge.flag.why.${id}`) }))}
          value={why}
          onChange={setWhy}
        />
        <TextArea
          label={t('knowledge.flag.words')}
          value={words}
          onChange={setWords}
          rows={3}
          maxLength={longestWords}
          optional={why !== 'other'}
          hint={t('knowledge.ask.privacy')}
        />
        <PersonalWarning words={words} />
        <p className="cl-detail">
          {t(`knowledge.flag.${way}`, { owner: article.owner ?? t('knowledge.article.nobody') })}
        </p>
        {failure !== null && <FailedBanner code={failure.code} />}
      </div>
    </Dialog>
  );
}
