// What a form can begin with: the record, the call, the notes so far and the article that lies open.
import { useEffect, useMemo, useState } from 'react';
import { isReasonCode } from '#shared/domain/accounts/reason.ts';
import { useDeskView } from '../app/desk-store.ts';
import { useKept } from '../app/kept-words.ts';
import { careline } from '../bridge/index.ts';
import { notesOf } from '../calls/notes.ts';
import { useCallsStore } from '../calls/store.ts';
import { namesOf } from './doing.ts';
import type { Here } from './here.ts';
import { type Known, type OnRecord, takesItself } from './prefill.ts';
import { useRecord } from './use-record.ts';

function useArticle(): Known['article'] {
  const articleId = useDeskView((s) => s.articleId);
  const [article, setArticle] = useState<Known['article']>(null);
  useEffect(() => {
    let over = false;
    if (articleId !== null)
      void careline.knowledge.read({ id: articleId, version: null }).then((result) => {
        if (!over && result.ok)
          setArticle({
            articleId,
            version: result.value.article.version,
            title: result.value.article.title.slice(0, 300),
          });
      });
    return () => {
      over = true;
    };
  }, [articleId]);
  return articleId === null ? null : article;
}

/** What the form stands on, and what the record said since. */
export interface Standing {
  known: Known;
  /** The record has not said everything yet. */
  reading: boolean;
  /** It said more after something was written: taken into fields that nobody wrote in when a person asks for it. */
  take: (() => void) | null;
}
const noWords = {};

/** Null for a moment while the record is read: after that the form is there, and fields don't change under written words. */
export function useKnown(here: Here): Standing | null {
  const { record: read, reading, drawn } = useRecord(here);
  const [words] = useKept<Partial<Record<string, unknown>>>(namesOf(here.form).patch, noWords);
  const [record, setRecord] = useState<OnRecord | null>(null);
  if (drawn && record !== read && (record === null || takesItself(record, read, words))) setRecord(read);
  const call = useCallsStore((s) => s.calls.find((c) => c.id === here.contextId) ?? null);
  const article = useArticle();
  // As they stood when the form was opened: what is typed in the notes afterwards doesn't run into the form.
  const [notes] = useState(() => (call === null ? '' : notesOf(call.id, call.notes)));
  const [opened] = useState(() => new Date().toISOString());
  const reason = call?.reasonCode ?? null;
  const at = call?.answeredAt ?? opened;
  const incoming = call?.direction !== 'outgoing';
  const known = useMemo(
    () =>
      record === null
        ? null
        : {
            record,
            reason: reason !== null && isReasonCode(reason) ? reason : null,
            notes,
            incoming,
            at,
            article,
          },
    [record, reason, notes, incoming, at, article],
  );
  if (known === null) return null;
  return { known, reading, take: record === read ? null : () => setRecord(read) };
}
