// The taken message on the screen: head with where it is now, what it lacks, facts, the caller's words, emergency, what
// happened since, addenda. Whom to phone for it now stands on the dispatch card above it.
import { MonitorUp } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useAccount } from '../../app/accounts.ts';
import type { MessageView } from '#shared/contract/messages.ts';
import { t } from '../../text/t.ts';
import { Banner, Chip } from '../../ui/index.ts';
import { EmergencyLine } from '../EmergencyLine.tsx';
import { takeOpened } from '../opened.ts';
import { Addenda } from './Addenda.tsx';
import { Conflict } from './Conflict.tsx';
import { Facts, HowTaken } from './Facts.tsx';
import { Foot } from './Foot.tsx';
import { Four } from './Four.tsx';
import { History } from './History.tsx';
import { Incomplete } from './Incomplete.tsx';
import { More } from './More.tsx';
import { Quotes } from './Quotes.tsx';
import { SyncChip } from './SyncChip.tsx';
import { Timeline } from './Timeline.tsx';
import { Verbatim } from './Verbatim.tsx';
import { inConflict, versionsOf } from './versions.ts';

export function Taken({ view }: { view: MessageView }) {
  const { message, addenda, sync, syncedAt, why, current, entries, urgency } = view;
  const f = current.fields;
  const { zone } = message.fields;
  const account = useAccount(f.accountId);
  const title = useRef<HTMLHeadingElement>(null);
  const [added, setAdded] = useState<string | null>(null);
  const onShown = useCallback(() => setAdded(null), []);
  const versions = versionsOf(view);
  const conflicts = inConflict(versions, view.conflicts);
  const close = entries.findLast(({ entry }) => entry.body.kind === 'close')?.entry.body;
  const closed = view.closed ? close : undefined;
  useEffect(() => {
    // The form that had the focus is gone; whoever has gone elsewhere meanwhile stays there.
    if (takeOpened(message.id) && document.activeElement === document.body) title.current?.focus();
  }, [message.id]);
  return (
    <article className="cl-messages cl-messages-taken">
      <header className="cl-messages-head">
        <h2 ref={title} tabIndex={-1} className="cl-messages-title">
          {t('messages.view.title', { account: account?.name ?? f.practice })}
        </h2>
        {closed?.kind === 'close' && (
          <Chip tone="green">
            {t('messages.closed', { what: t(`messages.disposition.${closed.disposition}`) })}
          </Chip>
        )}
        {view.elsewhere && (
          <Chip icon={MonitorUp} title={t('messages.elsewhere')}>
            {t('messages.timeline.elsewhere')}
          </Chip>
        )}
        <SyncChip sync={sync} savedAt={message.savedAt} syncedAt={syncedAt} zone={zone} />
      </header>
      <div className="cl-messages-parts">
        {sync === 'quarantined' && (
          <Banner tone="amber" spoken={false} title={t('messages.quarantined')}>
            {t('messages.quarantined.why', { why: why ?? t('messages.quarantined.unsaid') })}
          </Banner>
        )}
        <Incomplete messageId={message.id} lacking={current.incomplete} />
        {conflicts.length > 1 && (
          <Conflict messageId={message.id} versions={conflicts} account={account} zone={zone} />
        )}
        <Facts message={message} f={f} urgency={urgency} account={account} />
        <Verbatim text={message.fields.verbatim} marks={f.redFlags} />
        {f.emergency.length > 0 && (
          <EmergencyLine
            ticks={f.emergency}
            zone={zone}
            {...(f.refused === '' ? {} : { note: t('messages.refused.of', { what: f.refused }) })}
          />
        )}
        <Four f={f} account={account} />
        <HowTaken message={message} account={account} />
        <More f={f} account={account} />
        <Quotes quotes={f.quotes} />
        <Timeline entries={entries} zone={zone} />
        <History versions={versions} current={current.version} account={account} zone={zone} />
        <Addenda addenda={addenda} zone={zone} added={added} onShown={onShown} />
      </div>
      <Foot view={view} onAdded={setAdded} />
    </article>
  );
}
