// What a form can begin with: the record, the call, the notes so far and the article that lies open.
import { useEffect, useMemo, useState } from 'react';
import { isReasonCode } from '#shared/domain/accounts/reason.ts';
import { useDeskView } from '../app/desk-store.ts';
import { careline } from '../bridge/index.ts';
import { notesOf } from '../calls/notes.ts';
import { useCallsStore } from '../calls/store.ts';
import type { Here } from './here.ts';
import type { Known } from './prefill.ts';
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

/** Null while the record is read: fields must not change under the agent's hands. */
export function useKnown(here: Here): Known | null {
  const { record, reading } = useRecord(here);
  const call = useCallsStore((s) => s.calls.find((c) => c.id === here.contextId) ?? null);
  const article = useArticle();
  // As they stood when the form was opened: what is typed in the notes afterwards doesn't run into the form.
  const [notes] = useState(() => (call === null ? '' : notesOf(call.id, call.notes)));
  const [opened] = useState(() => new Date().toISOString());
  const reason = call?.reasonCode ?? null;
  const at = call?.answeredAt ?? opened;
  const incoming = call?.direction !== 'outgoing';
  return useMemo(
    () =>
      reading
        ? null
        : {
            record,
            reason: reason !== null && isReasonCode(reason) ? reason : null,
            notes,
            incoming,
            at,
            article,
          },
    [reading, record, reason, notes, incoming, at, article],
  );
}
