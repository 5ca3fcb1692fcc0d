// The caller's words as they were taken, large, with the red flags marked in them. Long ones are folded, so that what stands
// below is seen; nothing is left out unsaid.
import { useState } from 'react';
import type { RedFlagMark } from '#shared/domain/messages/message.ts';
import { t } from '../../text/t.ts';
import { Button, Highlight } from '../../ui/index.ts';
import { groupTitles, whyWords } from '../flag-words.ts';
import { folded } from '../fold.ts';
import { groupsOf, openMarks } from '../marks.ts';

export function Verbatim({ text, marks }: { text: string; marks: readonly RedFlagMark[] }) {
  const [all, setAll] = useState(false);
  const short = folded(text);
  const shown = all ? text : (short ?? text);
  const quoted = t('messages.quoted', { text: shown });
  const ahead = quoted.indexOf(shown);
  // What somebody dismissed is told below, not shown as a flag.
  const places = openMarks(marks)
    .filter((m) => m.end > m.start && m.end <= text.length && text.slice(m.start, m.end) === m.words)
    .map((m) => ({ start: m.start + ahead, end: Math.min(m.end, shown.length) + ahead }));
  const dismissed = marks.filter((m) => m.dismissed !== null);
  return (
    <figure className="cl-messages-words">
      <figcaption className="cl-detail">
        <span>{t('messages.view.words')}</span>
        {openMarks(marks).length > 0 && (
          <span>{t('messages.view.words.flagged', { groups: groupTitles(groupsOf(openMarks(marks))) })}</span>
        )}
      </figcaption>
      <blockquote className="cl-said">
        <Highlight text={quoted} ranges={places} />
      </blockquote>
      {short !== null && (
        <Button size="small" aria-expanded={all} onPress={() => setAll(!all)}>
          {all ? t('messages.view.less') : t('messages.view.all', { count: text.length })}
        </Button>
      )}
      {dismissed.length > 0 && (
        <p className="cl-detail">
          {t('messages.flag.dismissed', {
            groups: groupTitles(groupsOf(dismissed)),
            why: whyWords(dismissed[0]?.dismissed?.why ?? ''),
            by: dismissed[0]?.dismissed?.by ?? '',
          })}
        </p>
      )}
    </figure>
  );
}
