// The taken message on the screen: head with where it is now, facts, the caller's words, emergency, quotes, addenda.
import { useEffect, useRef } from 'react';
import { mergeTicks } from '#shared/domain/emergency/merge.ts';
import { useAccount } from '../../app/accounts.ts';
import type { MessageView } from '#shared/contract/messages.ts';
import { t } from '../../text/t.ts';
import { Banner } from '../../ui/index.ts';
import { useCardUse } from '../emergency-ticks.ts';
import { EmergencyLine } from '../EmergencyLine.tsx';
import { PhoneNow } from '../PhoneNow.tsx';
import { sayTold } from '../say-told.ts';
import { takeOpened } from '../opened.ts';
import { Addenda } from './Addenda.tsx';
import { Facts } from './Facts.tsx';
import { SyncChip } from './SyncChip.tsx';
import { Verbatim } from './Verbatim.tsx';

export function Taken({ view }: { view: MessageView }) {
  const { message, addenda, sync, syncedAt, why } = view;
  const f = message.fields;
  const account = useAccount(f.accountId);
  // What was ticked after the save: on the call's card, or on this page.
  const card = useCardUse(f.origin?.kind === 'call' ? [f.origin.callId, message.id] : [message.id]);
  const title = useRef<HTMLHeadingElement>(null);
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
        <SyncChip sync={sync} savedAt={message.savedAt} syncedAt={syncedAt} zone={f.zone} />
      </header>
      <div className="cl-messages-parts">
        {sync === 'quarantined' && (
          <Banner tone="amber" spoken={false} title={t('messages.quarantined')}>
            {t('messages.quarantined.why', { why: why ?? t('messages.quarantined.unsaid') })}
          </Banner>
        )}
        {sync !== 'synced' && (
          <PhoneNow
            account={account}
            urgency={f.urgency}
            zone={f.zone}
            ticks={mergeTicks(f.emergency, card.ticks)}
            onTold={(stepId) => void sayTold(message.id, stepId)}
          />
        )}
        <Facts message={message} account={account} />
        <Verbatim text={f.verbatim} />
        {f.emergency.length > 0 && <EmergencyLine ticks={f.emergency} zone={f.zone} />}
        {f.quotes.length > 0 && (
          <section aria-label={t('messages.part.quotes')}>
            <ul className="cl-messages-quotes">
              {f.quotes.map((quote) => (
                <li key={`${quote.articleId} ${quote.version} ${quote.text}`} className="cl-messages-quote">
                  <div>
                    <p>{t('messages.quoted', { text: quote.text })}</p>
                    <p className="cl-detail">
                      {t('messages.quote.from', { title: quote.title, version: quote.version })}
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      <Addenda messageId={message.id} addenda={addenda} zone={f.zone} />
    </article>
  );
}
