// The caller's words as they were taken. Long ones are folded, so that what stands below them is seen; nothing is left out unsaid.
import { useState } from 'react';
import { t } from '../../text/t.ts';
import { Button } from '../../ui/index.ts';
import { folded } from '../fold.ts';

export function Verbatim({ text }: { text: string }) {
  const [all, setAll] = useState(false);
  const short = folded(text);
  return (
    <figure className="cl-messages-words">
      <figcaption className="cl-detail">{t('messages.view.words')}</figcaption>
      <blockquote className="cl-said">
        {t('messages.quoted', { text: all ? text : (short ?? text) })}
      </blockquote>
      {short !== null && (
        <Button size="small" aria-expanded={all} onPress={() => setAll(!all)}>
          {all ? t('messages.view.less') : t('messages.view.all', { count: text.length })}
        </Button>
      )}
    </figure>
  );
}
