// An article that was read: head, what must be known first, its words, and what can be done with it. Keys work from anywhere in it.
import { Flag, History, MessageSquareQuote, Pin, PinOff } from 'lucide-react';
import {
  lazy,
  Suspense,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
  type KeyboardEvent,
  type Ref,
} from 'react';
import type { ArticleView } from '#shared/contract/knowledge.ts';
import type { TextRange } from '#shared/domain/knowledge/article.ts';
import { sectionsOf } from '#shared/domain/knowledge/sections.ts';
import { sayFailure } from '../../app/say.ts';
import { t } from '../../text/t.ts';
import { announce, Button, Icon, toast, ToggleButton } from '../../ui/index.ts';
import { ArticleFacts } from '../ArticleFacts.tsx';
import { Badge } from '../Hit.tsx';
import { mark as markBy, markingOf } from '../mark-by-key.ts';
import { useToRead } from '../notices/to-read-store.ts';
import { Confirm } from '../notices/ToReadPage.tsx';
import { pin } from '../Pins.tsx';
import { trustOf } from '../words.ts';
import { markedPieces, markOf, rangeOf } from '../quote-range.ts';
import { quoteIntoNote } from '../quoting.ts';
import { Handout } from './Handout.tsx';
import { Helpful } from './Helpful.tsx';
import { Notices } from './Notices.tsx';
import { passageAt, passagesOf, type Passage } from './passages.ts';
import { LinkCard } from './LinkCard.tsx';
import { Section } from './Section.tsx';
import { Siblings } from './Siblings.tsx';

const FlagDialog = lazy(() => import('./FlagDialog.tsx'));
const VersionsDialog = lazy(() => import('../versions/VersionsDialog.tsx'));

export interface OpenedProps {
  view: ArticleView;
  practiceName: (id: string) => string | null;
  /** Whether marked words may go into a note. */
  quotes: boolean;
  /** The call in hand, which it can be pinned to and a handout noted for; null = none. */
  callId: string | null;
  pinned: boolean;
  onPinned: () => void;
  /** Another article, or another version of this one. */
  onOpen: (id: string, version?: number) => void;
}

/** By the key's place, so that Alt can't change the letter. */
const actKeys = { KeyQ: 'quote', KeyW: 'flag', KeyP: 'pin' } as const;
type Act = (typeof actKeys)[keyof typeof actKeys];
function actOf(event: KeyboardEvent): Act | null {
  const plain = event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  return plain && event.code in actKeys ? actKeys[event.code as keyof typeof actKeys] : null;
}

interface Flagging {
  passages: readonly Passage[];
  at: number;
}

/** What a press anywhere in the article, also on its way back, means to it: true = it was taken. */
export type ArticleKeys = (event: KeyboardEvent) => boolean;

export function Opened(props: OpenedProps & { newer: number | null; keys: Ref<ArticleKeys> }) {
  const { view, newer, keys, quotes, practiceName, callId, pinned, onPinned, onOpen } = props;
  const { article, state } = view;
  const body = useRef<HTMLDivElement>(null);
  const range = useMarked(body);
  const [flagging, setFlagging] = useState<Flagging | null>(null);
  const [versions, setVersions] = useState(false);
  const waits = useToRead((s) => s.items.some((each) => each.about === 'article' && each.id === article.id));
  const mayQuote = quotes && range !== null;
  const quote = async (): Promise<void> => {
    if (range === null) return;
    const done = await quoteIntoNote(article.id, article.version, range);
    if ('code' in done) return sayFailure(done);
    toast({ text: t(done.said), icon: MessageSquareQuote });
    announce(t(done.said));
  };
  const flag = (): void => {
    const passages = body.current === null ? [] : passagesOf(body.current);
    setFlagging({ passages, at: passageAt(passages, range) });
  };
  const pinIt = async (): Promise<void> => {
    if (callId === null) return;
    await pin(callId, article, !pinned);
    onPinned();
  };
  useImperativeHandle(keys, () => (event) => {
    const marking = markingOf(event);
    const act = actOf(event);
    if (marking !== null && body.current !== null) markBy(body.current, marking);
    else if (act === 'quote' && mayQuote) void quote();
    else if (act === 'flag') flag();
    else if (act === 'pin' && callId !== null) void pinIt();
    else return false;
    return true;
  });
  // Its words are what the arrows should scroll; whoever has gone elsewhere meanwhile stays there.
  useEffect(() => {
    const at = document.activeElement;
    if (at === document.body || at?.closest('.cl-knowledge-bar'))
      body.current?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      <article aria-labelledby="cl-knowledge-title">
        <header className="cl-knowledge-title-row">
          <h2 id="cl-knowledge-title">{article.title}</h2>
          <Badge of={{ ...article, state, reviewBy: view.standing.until }} />
        </header>
        {pinned && callId !== null && (
          // The button that says so too is at the foot, mostly out of sight.
          <p className="cl-inline cl-detail-quiet">
            <Icon of={Pin} size={14} tone="accent" />
            <span>{t('knowledge.pin.stands')}</span>
          </p>
        )}
        <p className="cl-detail-quiet">{trustOf(view)}</p>
        <Siblings view={view} practiceName={practiceName} onOpen={onOpen} />
        <Notices view={{ ...view, newer }} onNewest={newer === null ? null : () => onOpen(article.id)} />
        {article.body !== '' && (
          <div ref={body} className="cl-knowledge-body" tabIndex={0} role="group" aria-label={article.title}>
            {sectionsOf(article.body).map((section) => (
              <Section key={section.offset} section={section} grade={view.grade} />
            ))}
          </div>
        )}
        {article.kind === 'link' && <LinkCard address={article.source.url} name={article.source.name} />}
        {waits && <Confirm of={{ about: 'article', id: article.id, version: article.version }} />}
        {quotes && range === null && <p className="cl-detail-quiet">{t('knowledge.quote.hint')}</p>}
        {article.kind === 'handout' && callId !== null && <Handout callId={callId} article={article} />}
        <div className="cl-knowledge-acts">
          <Helpful article={article} said={view.helpful} />
          {callId !== null && (
            <ToggleButton
              size="small"
              icon={pinned ? PinOff : Pin}
              keys="Alt+P"
              isSelected={pinned}
              onChange={() => void pinIt()}
            >
              {t(pinned ? 'knowledge.pin.off.short' : 'knowledge.pin')}
            </ToggleButton>
          )}
          <Button size="small" icon={Flag} keys="Alt+W" onPress={flag}>
            {t('knowledge.flag')}
          </Button>
          {view.versions > 1 && (
            <Button size="small" icon={History} onPress={() => setVersions(true)}>
              {t('knowledge.versions.open', { count: view.versions })}
            </Button>
          )}
        </div>
        <ArticleFacts view={view} practiceName={practiceName} />
        {mayQuote && (
          // A press must not take the mark away before it is read.
          <footer className="cl-knowledge-stand" onPointerDown={(event) => event.preventDefault()}>
            <Button kind="primary" icon={MessageSquareQuote} keys="Alt+Q" onPress={() => void quote()}>
              {t('knowledge.quote')}
            </Button>
          </footer>
        )}
      </article>
      <Suspense fallback={null}>
        {flagging !== null && (
          <FlagDialog {...flagging} article={article} onClose={() => setFlagging(null)} />
        )}
        {versions && (
          <VersionsDialog articleId={article.id} title={article.title} onClose={() => setVersions(false)} />
        )}
      </Suspense>
    </>
  );
}

/** Where in the body the mark lies; null = nothing of it is marked. */
function useMarked(body: React.RefObject<HTMLDivElement | null>): TextRange | null {
  const [range, setRange] = useState<TextRange | null>(null);
  useEffect(() => {
    const look = (): void => {
      // The button's own press clears nothing: a mark elsewhere does.
      if (body.current !== null)
        setRange(rangeOf(markedPieces(body.current, markOf(document.getSelection()))));
    };
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, [body]);
  return range;
}
