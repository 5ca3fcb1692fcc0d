// One article: what may be said aloud is large, what is for the agent only is set apart, and who stands behind it is
// told. Marked words go into the note with the article's id and version.
import {
  ArrowLeft,
  BadgeCheck,
  Clock,
  EyeOff,
  FileText,
  MessageSquareQuote,
  MessageCircle,
} from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { ArticleView } from '#shared/contract/knowledge.ts';
import type { Result } from '#shared/domain/result.ts';
import { type ArticleSection, sectionsOf } from '#shared/domain/knowledge/sections.ts';
import { sayFailure } from '../app/say.ts';
import { careline } from '../bridge/index.ts';
import { formatDate } from '../text/format.ts';
import { errorText, t } from '../text/t.ts';
import { announce, Banner, Button, Chip, EmptyState, Icon, Skeleton, toast, useNow } from '../ui/index.ts';
import { ArticleFacts } from './ArticleFacts.tsx';
import { Markdown } from './Markdown.tsx';
import { mark, markingOf } from './mark-by-key.ts';
import { markedPieces, rangeOf } from './quote-range.ts';
import { quoteIntoNote } from './quoting.ts';
import { badgeOf, isOwnDraft } from './words.ts';

export interface ArticleProps {
  articleId: string;
  practiceName: (id: string) => string | null;
  /** Whether marked words may go into a note. */
  quotes: boolean;
  /** Whether going back leads to results or to the empty search. */
  hasResults: boolean;
  onBack: () => void;
}

export function Article({ articleId, quotes, practiceName, hasResults, onBack }: ArticleProps) {
  const [answer, setAnswer] = useState<Result<ArticleView> | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isOver = false;
    void careline.knowledge.read({ id: articleId, version: null }).then((result) => {
      if (!isOver) setAnswer(result);
    });
    return () => {
      isOver = true;
    };
  }, [articleId, turn]);
  const failed = answer?.ok === false ? errorText(answer.code) : null;
  return (
    <div
      className="cl-knowledge-article"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onBack();
      }}
    >
      <div className="cl-knowledge-bar">
        <Button kind="plain" size="small" icon={ArrowLeft} keys="Esc" onPress={onBack} autoFocus>
          {t(hasResults ? 'knowledge.article.back' : 'knowledge.article.back.plain')}
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
      {answer?.ok === true && <Opened view={answer.value} quotes={quotes} practiceName={practiceName} />}
    </div>
  );
}

/** The chord that quotes what is marked; by the key's place, so that Alt can't change the letter. */
const isQuoteKey = (event: KeyboardEvent): boolean =>
  event.altKey && !event.ctrlKey && !event.metaKey && event.code === 'KeyQ';

interface OpenedProps extends Pick<ArticleProps, 'quotes' | 'practiceName'> {
  view: ArticleView;
}
function Opened({ view, quotes, practiceName }: OpenedProps) {
  const { article, state } = view;
  const now = useNow(60_000);
  const body = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState<[number, number] | null>(null);
  useEffect(() => {
    const look = (): void => {
      const selection = document.getSelection();
      // The button's own press clears nothing: a mark elsewhere does.
      if (body.current !== null) setRange(rangeOf(markedPieces(body.current, selection)));
    };
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, []);
  const quote = (): void => {
    if (range === null || !quotes) return;
    void quoteIntoNote(article.id, article.version, range).then((done) => {
      if ('code' in done) return sayFailure(done);
      toast({ text: t(done.said), icon: MessageSquareQuote });
      announce(t(done.said));
    });
  };
  const badge = badgeOf({ ...article, state }, now);
  const icons = { green: BadgeCheck, amber: Clock, neutral: FileText } as const;
  return (
    <article
      aria-labelledby="cl-knowledge-title"
      onKeyDown={(event) => {
        const marking = markingOf(event);
        if (marking !== null && body.current !== null) mark(body.current, marking);
        else if (isQuoteKey(event)) quote();
        else return;
        event.preventDefault();
      }}
    >
      <header className="cl-knowledge-title-row">
        <h2 id="cl-knowledge-title">{article.title}</h2>
        <Chip icon={icons[badge.tone]} tone={badge.tone} outline={badge.tone === 'neutral'}>
          {badge.text}
        </Chip>
      </header>
      {isOwnDraft(article) && (
        <Banner tone="amber" spoken={false} title={t('knowledge.article.draft.title')}>
          {t('knowledge.article.draft.text')}
        </Banner>
      )}
      {article.sample && (
        <Banner tone="amber" spoken={false}>
          {t('knowledge.article.draft.sample')}
        </Banner>
      )}
      {state === 'overdue' && article.reviewBy !== null && (
        <Banner tone="amber" icon={Clock} spoken={false}>
          {t('knowledge.article.overdue', { date: formatDate(article.reviewBy, { now: now.toISOString() }) })}
        </Banner>
      )}
      <div ref={body} className="cl-knowledge-body" tabIndex={0} role="group" aria-label={article.title}>
        {sectionsOf(article.body).map((section) => (
          <Section key={section.offset} section={section} />
        ))}
      </div>
      {quotes && range === null && <p className="cl-detail-quiet">{t('knowledge.quote.hint')}</p>}
      <ArticleFacts article={article} practiceName={practiceName} />
      {quotes && range !== null && (
        // A press must not take the mark away before it is read.
        <footer className="cl-knowledge-quote" onPointerDown={(event) => event.preventDefault()}>
          <Button kind="primary" icon={MessageSquareQuote} keys="Alt+Q" onPress={quote}>
            {t('knowledge.quote')}
          </Button>
        </footer>
      )}
    </article>
  );
}

function Section({ section }: { section: ArticleSection }) {
  const text = <Markdown markdown={section.markdown} offset={section.offset} />;
  if (section.kind === 'facts') return <div className="cl-knowledge-text">{text}</div>;
  const isCaller = section.kind === 'caller';
  return (
    <section className={isCaller ? 'cl-knowledge-say' : 'cl-knowledge-internal'}>
      <h3>
        <Icon of={isCaller ? MessageCircle : EyeOff} size={15} />
        {t(isCaller ? 'knowledge.article.say' : 'knowledge.article.internal')}
      </h3>
      <div className={isCaller ? 'cl-knowledge-text cl-said' : 'cl-knowledge-text'}>{text}</div>
    </section>
  );
}
