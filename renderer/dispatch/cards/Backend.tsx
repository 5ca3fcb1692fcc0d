// The calm card: the backend pages, and is heard of. What it does shows as it happens; a person may take it over.
import { Hand, Send } from 'lucide-react';
import type { DispatchCard } from '#shared/contract/dispatch.ts';
import { useAccount } from '../../app/accounts.ts';
import { t } from '../../text/t.ts';
import { Button, Icon, useNow } from '../../ui/index.ts';
import { claim, useBusy } from '../act.ts';
import { timeOn } from '../clock-time.ts';
import { pagedOf, triesOf } from '../pick.ts';
import { roleName } from '../words.ts';
import { Attempts } from './Attempts.tsx';
import { HelpFirst } from './HelpFirst.tsx';
import { Ladder } from './Ladder.tsx';
import { Countdown } from './Manual.tsx';

export function Backend({ card }: { card: DispatchCard }) {
  const account = useAccount(card.accountId);
  const busy = useBusy(card.messageId);
  const tries = triesOf(card);
  const mine = tries.every((each) => !each.byBackend) ? tries.length : 0;
  const last = pagedOf(tries);
  const next = card.ladder.find((row) => row.state === 'now' || row.state === 'waits');
  const late = useNow(1000).getTime() > Date.parse(next?.dueAt ?? '') + 1000;
  return (
    <section className="cl-dispatch cl-dispatch-calm" aria-label={t('dispatch.backend.label')}>
      {card.urgency === 'emergency' && <HelpFirst messageId={card.messageId} />}
      <header className="cl-dispatch-head">
        <Icon of={Send} size={22} />
        <div className="cl-dispatch-head-words">
          <h2>
            {last === null
              ? next?.contact
                ? t(late ? 'dispatch.backend.late' : 'dispatch.backend.will', {
                    name: next.contact.name,
                    time: timeOn(next.dueAt, account?.zone),
                  })
                : t('dispatch.backend.begins')
              : t('dispatch.backend', { name: last.contact.name })}
          </h2>
          <p>
            {[
              last === null
                ? null
                : t('dispatch.backend.last', {
                    method: t(`dispatch.method.${last.method}`),
                    time: timeOn(last.at, account?.zone),
                    result: t(`dispatch.came.${last.result}`),
                  }),
              next?.contact
                ? t('dispatch.backend.next', {
                    method: t(`dispatch.method.${next.method}`),
                    name: next.contact.name,
                    role: roleName(next.contact.role),
                    time: timeOn(next.dueAt, account?.zone),
                  })
                : null,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        <Countdown card={card} />
      </header>
      <div className="cl-dispatch-calm-body">
        {mine > 0 && <p role="status">{t('dispatch.backend.took-over', { count: mine })}</p>}
        <Attempts card={card} />
      </div>
      <footer className="cl-dispatch-foot">
        <Ladder card={card} />
        <Button size="small" icon={Hand} isPending={busy} onPress={() => void claim(card, true)}>
          {t('dispatch.claim')}
        </Button>
      </footer>
    </section>
  );
}
