// Everything else that was asked, folded: each field that holds something, and who was on call when the message was taken.
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { Account } from '#shared/domain/accounts/account.ts';
import type { DraftFields } from '#shared/domain/messages/message.ts';
import { formatDate } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Button } from '../../ui/index.ts';
import { timeThere } from '../clock-words.ts';
import { fieldRows, type FieldRow } from './field-words.ts';

/** They stand above the words already. */
const above = new Set(['caller', 'callback', 'patient', 'where', 'reason', 'urgency']);

function onCallRow({ onCall, zone }: DraftFields): FieldRow[] {
  if (onCall === null) return [];
  return [
    {
      id: 'on-call',
      label: t('messages.fact.on-call'),
      text: [
        t('messages.fact.on-call.of', {
          name: onCall.name,
          role: onCall.role,
          version: onCall.scheduleVersion,
          date: formatDate(onCall.scheduleAsOf, { zone }),
          time: timeThere(onCall.scheduleAsOf, zone),
        }),
        onCall.override === null ? '' : t('messages.fact.on-call.override', { what: onCall.override }),
      ]
        .filter((part) => part !== '')
        .join(' · '),
    },
  ];
}

export function More({ f, account }: { f: DraftFields; account: Account | null }) {
  const [open, setOpen] = useState(false);
  const rows = [
    ...fieldRows(f, account).filter((row) => !above.has(row.id) && row.text !== ''),
    ...onCallRow(f),
  ];
  if (rows.length === 0) return null;
  return (
    <section>
      <Button
        size="small"
        kind="plain"
        icon={open ? ChevronDown : ChevronRight}
        aria-expanded={open}
        onPress={() => setOpen(!open)}
      >
        {t(open ? 'messages.more.close' : 'messages.more.open')}
      </Button>
      {open && (
        <dl className="cl-messages-facts">
          {rows.map((row) => (
            <div key={row.id} className="cl-messages-fact cl-messages-fact-long">
              <dt>{row.label}</dt>
              <dd>{row.text}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
