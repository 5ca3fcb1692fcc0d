// Announcements in force, in a quiet band over the search: each with the day it ends by itself, its words one press away.
import { BookCheck, ChevronDown, ChevronRight, ChevronUp, Megaphone } from 'lucide-react';
import { lazy, Suspense, useId, useState } from 'react';
import type { AnnouncementView } from '#shared/contract/knowledge.ts';
import { t } from '../../text/t.ts';
import { Icon, useNow } from '../../ui/index.ts';
import { soonDate } from '../words.ts';

const Markdown = lazy(() => import('../Markdown.tsx').then((m) => ({ default: m.Markdown })));

export interface BandProps {
  /** How many texts wait to be read and confirmed. */
  toRead: number;
  onRead: () => void;
  announcements: readonly AnnouncementView[];
  onOpen: (articleId: string) => void;
}

export function Band({ announcements, toRead, onRead, onOpen }: BandProps) {
  if (announcements.length === 0 && toRead === 0) return null;
  return (
    <ul className="cl-knowledge-band" aria-label={t('knowledge.notices')}>
      {announcements.map((each) => (
        <Notice key={each.id} of={each} onOpen={onOpen} />
      ))}
      {toRead > 0 && (
        <li>
          <button type="button" className="cl-knowledge-notice cl-ink-amber" onClick={onRead}>
            <Icon of={BookCheck} size={15} />
            <strong className="cl-knowledge-notice-title">
              {t('knowledge.read.waits', { count: toRead })}
            </strong>
            <Icon of={ChevronRight} size={14} />
          </button>
        </li>
      )}
    </ul>
  );
}

function Notice({ of, onOpen }: { of: AnnouncementView; onOpen: (articleId: string) => void }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const now = useNow(60_000);
  return (
    <li>
      <button
        type="button"
        className="cl-knowledge-notice"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <Icon of={Megaphone} size={15} />
        <span className="cl-knowledge-notice-title">{of.title}</span>
        <span className="cl-detail-quiet">
          {t('knowledge.notice.until', { date: soonDate(of.until.slice(0, 10), now) })}
        </span>
        <Icon of={open ? ChevronUp : ChevronDown} size={14} />
      </button>
      {open && (
        <div id={id} className="cl-knowledge-notice-body">
          <Suspense fallback={null}>
            <NoticeWords of={of} onOpen={onOpen} />
          </Suspense>
        </div>
      )}
    </li>
  );
}

/** Its words, who says so, and the article it is about. */
export function NoticeWords({ of, onOpen }: { of: AnnouncementView; onOpen: (articleId: string) => void }) {
  const { articleId } = of;
  return (
    <>
      {of.body !== '' && (
        <div className="cl-knowledge-text">
          <Markdown markdown={of.body} offset={0} />
        </div>
      )}
      <p className="cl-detail-quiet">{t('knowledge.notice.by', { name: of.by.name })}</p>
      {articleId !== null && (
        <button type="button" className="cl-knowledge-link" onClick={() => onOpen(articleId)}>
          {t('knowledge.notice.article')}
        </button>
      )}
    </>
  );
}
