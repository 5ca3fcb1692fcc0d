// One key away from everywhere on the desk: what a word means, in words that a caller understands.
import '../../text/late/knowledge.ts';
import { BookA } from 'lucide-react';
import { useState } from 'react';
import type { GlossaryEntry } from '#shared/contract/knowledge.ts';
import { careline } from '../../bridge/index.ts';
import { t } from '../../text/t.ts';
import { Answer, Chip, Dialog, EmptyState, SearchBox, VisuallyHidden } from '../../ui/index.ts';
import { useAsked } from '../use-asked.ts';
import { matching, saidOf } from './matching.ts';
import './glossary.css';

/** Of what callers call it, as many as make a line. */
const mostAlso = 5;

export default function GlossaryDialog({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const asked = useAsked('glossary', () => careline.knowledge.glossary({ lang: 'en' }));
  return (
    <Dialog isOpen onClose={onClose} title={t('knowledge.glossary')}>
      <div className="cl-glossary">
        <SearchBox label={t('knowledge.glossary.find')} value={typed} onChange={setTyped} autoFocus />
        <Answer of={asked}>{(entries) => <Entries entries={entries} typed={typed} />}</Answer>
      </div>
    </Dialog>
  );
}

function Entries({ entries, typed }: { entries: readonly GlossaryEntry[]; typed: string }) {
  const found = matching(entries, typed);
  if (entries.length === 0)
    return (
      <EmptyState icon={BookA} title={t('knowledge.glossary.empty')}>
        {t('knowledge.glossary.empty.what')}
      </EmptyState>
    );
  return (
    <>
      <VisuallyHidden>
        <span role="status">{t('knowledge.glossary.count', { count: found.length })}</span>
      </VisuallyHidden>
      {found.length === 0 ? (
        <EmptyState icon={BookA} title={t('knowledge.glossary.none', { text: typed.trim().slice(0, 40) })}>
          {t('knowledge.glossary.none.what')}
        </EmptyState>
      ) : (
        <dl className="cl-glossary-list" tabIndex={0} aria-label={t('knowledge.glossary')}>
          {found.map((entry) => (
            <div key={entry.id}>
              <dt>
                {entry.term}
                {entry.grade !== null && (
                  <Chip outline>{t('knowledge.grade', { grade: Math.max(1, Math.round(entry.grade)) })}</Chip>
                )}
              </dt>
              <dd>{saidOf(entry.plain)}</dd>
              {entry.also.length > 0 && (
                <dd className="cl-detail-quiet">
                  {t('knowledge.glossary.also', { words: entry.also.slice(0, mostAlso).join(', ') })}
                </dd>
              )}
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
