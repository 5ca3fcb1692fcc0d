// One article: what may be said aloud is large, what is for the agent only is set apart, and who stands behind it is
// told. Marked words go into the note with the article's id and version.
import { ArrowLeft, FileText } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ArticleView } from '#shared/contract/knowledge.ts';
import type { Result } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';
import { errorText, t } from '../text/t.ts';
import { Button, EmptyState, Skeleton } from '../ui/index.ts';
import { Opened, type ArticleKeys, type OpenedProps } from './article/Opened.tsx';
import { newerOf } from './article/newer.ts';
import './article/article.css';

export interface ArticleProps extends Pick<
  OpenedProps,
  'practiceName' | 'quotes' | 'callId' | 'pinned' | 'onPinned' | 'onOpen'
> {
  articleId: string;
  /** null = the one in force. */
  version: number | null;
  /** Whose own version is the right one; null = nobody's. */
  accountId: string | null;
  /** Where going back leads, in words. */
  backTo: string;
  onBack: () => void;
}

export function Article({ articleId, version, accountId, backTo, onBack, ...opened }: ArticleProps) {
  const [answer, setAnswer] = useState<Result<ArticleView> | null>(null);
  const [newest, setNewest] = useState<number | null>(null);
  const [turn, setTurn] = useState(0);
  const keys = useRef<ArticleKeys>(null);
  useEffect(() => {
    let isOver = false;
    void careline.knowledge.read({ id: articleId, version, accountId }).then((result) => {
      if (isOver) return;
      setAnswer(result);
      setNewest(null);
    });
    return () => {
      isOver = true;
    };
  }, [articleId, version, accountId, turn]);
  // What is being read stays: that there is a newer version is said over it. What is only said of it (checked, out of use) counts.
  useTopic(careline.knowledge.changed, () => {
    if (answer?.ok !== true) return;
    const open = answer.value.article.version;
    void careline.knowledge.read({ id: articleId, version: open, accountId }).then((result) => {
      if (!result.ok) return;
      setAnswer(result);
      setNewest(newerOf(result.value));
    });
  });
  const failed = answer?.ok === false ? errorText(answer.code) : null;
  return (
    <div
      className="cl-knowledge-article"
      onKeyDown={(event) => {
        // A dialog over it is not in it.
        if (event.defaultPrevented || !event.currentTarget.contains(event.target as Node)) return;
        if (event.key === 'Escape') {
          event.stopPropagation();
          onBack();
        } else if (keys.current?.(event)) event.preventDefault();
      }}
    >
      <div className="cl-knowledge-bar">
        <Button kind="plain" size="small" icon={ArrowLeft} keys="Esc" onPress={onBack} autoFocus>
          {backTo}
        </Button>
      </div>
      {answer === null && <Skeleton label={t('knowledge.article.reading')} lines={5} />}
      {failed && (
        <EmptyState
          icon={FileText}
          title={t('knowledge.article.failed')}
          action={<Button onPress={() => setTurn(turn + 1)}>{t('knowledge.retry')}</Button>}
        >
          {failed.sentence} {failed.next}
        </EmptyState>
      )}
      {answer?.ok === true && (
        <Opened
          key={answer.value.article.version}
          {...opened}
          keys={keys}
          view={answer.value}
          newer={newest ?? newerOf(answer.value)}
        />
      )}
    </div>
  );
}
