// "Did this help?": one word a person and version, changed or taken back at will.
import { ThumbsDown, ThumbsUp } from 'lucide-react';
import { useState } from 'react';
import { sayFailure } from '../../app/say.ts';
import { careline } from '../../bridge/index.ts';
import { t } from '../../text/t.ts';
import { announce, toast, ToggleChips } from '../../ui/index.ts';

export interface HelpfulProps {
  article: { id: string; version: number };
  /** What this person said of this version; null = nothing yet. */
  said: boolean | null;
}

export function Helpful({ article: { id, version }, said }: HelpfulProps) {
  const [now, setNow] = useState(said);
  const rate = async (helpful: boolean | null, undoes: boolean): Promise<void> => {
    const before = now;
    setNow(helpful);
    const result = await careline.knowledge.rate({ articleId: id, version, helpful }, { sureWithin: 10_000 });
    if (!result.ok) {
      setNow(before);
      return sayFailure(result);
    }
    const text = t(`knowledge.helpful.${helpful === null ? 'back' : helpful ? 'thanks' : 'thanks.no'}`);
    announce(text);
    if (!undoes)
      toast({ text, icon: helpful === false ? ThumbsDown : ThumbsUp, onUndo: () => void rate(before, true) });
  };
  return (
    <ToggleChips
      label={t('knowledge.helpful')}
      value={now === null ? null : now ? 'yes' : 'no'}
      onChange={(next) => void rate(next === null ? null : next === 'yes', next === null)}
      options={[
        { id: 'yes', title: t('knowledge.helpful.yes'), icon: ThumbsUp },
        { id: 'no', title: t('knowledge.helpful.no'), icon: ThumbsDown },
      ]}
    />
  );
}
