// The room of those who write the knowledge base: the parts at the left, one of them in the middle, or an open draft in its place.
import '../text/late/authoring.ts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useSession } from '../app/session-store.ts';
import { t } from '../text/t.ts';
import { Badge, cx, Icon } from '../ui/index.ts';
import { AnnouncementsPlace } from './announcements/AnnouncementsPlace.tsx';
import { ArticlesPlace } from './articles/ArticlesPlace.tsx';
import { OpenDraft } from './draft/OpenDraft.tsx';
import { ImportPlace } from './import/ImportPlace.tsx';
import { InboxPlace } from './inbox/InboxPlace.tsx';
import { useKeptFocus } from './kept-focus.ts';
import { MissesPlace } from './misses/MissesPlace.tsx';
import { placeIcons, placeIds, type PlaceId, type Room } from './places.ts';
import { ProposalsPlace } from './proposals/ProposalsPlace.tsx';
import { TermsPlace } from './terms/TermsPlace.tsx';
import { useWaiting, type Waiting } from './use-waiting.ts';
import './authoring.css';

const parts: Record<PlaceId, (props: { room: Room }) => React.ReactNode> = {
  articles: ArticlesPlace,
  proposals: ProposalsPlace,
  inbox: InboxPlace,
  announcements: AnnouncementsPlace,
  terms: TermsPlace,
  misses: MissesPlace,
  import: ImportPlace,
};

const Count = ({ id, waiting: { count, late } }: { id: PlaceId; waiting: Waiting }) => (
  <Badge
    count={count}
    tone={late ? 'amber' : 'neutral'}
    label={t(id === 'terms' ? 'authoring.place.unpublished' : 'authoring.place.waits', { count })}
  />
);

/** `onFlush`: how to keep what was changed last, for whoever closes the room; null once nothing is open. */
export function AuthoringRoom({ onFlush }: { onFlush?: (flush: (() => Promise<unknown>) | null) => void }) {
  const person = useSession((s) => s.state?.person ?? null);
  const [place, setPlace] = useState<PlaceId>('articles');
  const [draftId, setDraftId] = useState<string | null>(null);
  const flush = useRef<() => Promise<unknown>>(() => Promise.resolve());
  const ready = useCallback(
    (keep: (() => Promise<unknown>) | null): void => {
      flush.current = keep ?? (() => Promise.resolve());
      onFlush?.(keep);
    },
    [onFlush],
  );
  const middle = useRef<HTMLDivElement>(null);
  const whole = useRef<HTMLDivElement>(null);
  useKeptFocus(whole, middle);
  const waiting = useWaiting(person?.id ?? '', person?.role === 'supervisor');
  useEffect(() => {
    // What was pressed to come here is gone: keys go on in what took its place.
    const focused = document.activeElement;
    if (focused === null || focused === document.body) middle.current?.focus();
  }, [place, draftId]);
  if (person === null) return null;
  const show = (next: PlaceId, draft: string | null): void =>
    void flush.current().then(() => {
      setPlace(next);
      setDraftId(draft);
    });
  const room: Room = {
    decides: person.role === 'supervisor',
    person: { id: person.id, name: person.name },
    openDraft: (id) => show(place, id),
    go: (next) => show(next, null),
  };
  const Part = parts[place];
  return (
    <div ref={whole} className="cl-authoring" role="group" aria-label={t('authoring.label')}>
      <nav className="cl-page-places" aria-label={t('authoring.places')}>
        {placeIds.map((id) => (
          <button
            key={id}
            type="button"
            className={cx('cl-page-place', id === place && 'cl-page-place-here')}
            aria-current={id === place ? 'page' : undefined}
            onClick={() => room.go(id)}
          >
            <Icon of={placeIcons[id]} size={18} />
            <span>{t(`authoring.place.${id}`)}</span>
            {waiting[id] !== undefined && <Count id={id} waiting={waiting[id]} />}
          </button>
        ))}
      </nav>
      <div ref={middle} tabIndex={-1} className="cl-authoring-middle">
        {draftId === null ? (
          <Part key={place} room={room} />
        ) : (
          <OpenDraft
            key={draftId}
            id={draftId}
            room={room}
            onFlush={ready}
            onBack={() => show(place, null)}
          />
        )}
      </div>
    </div>
  );
}
