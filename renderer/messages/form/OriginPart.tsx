// M1: where the message came from. On a call all of it is known; from another phone the form asks why, and for whom.
import { PhoneIncoming, Smartphone } from 'lucide-react';
import { use } from 'react';
import { useAccounts } from '../../app/accounts.ts';
import { formatDate, formatPhone, formatTime } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Icon, Select, TextField } from '../../ui/index.ts';
import { isPracticeAsked, withAccount } from '../rules.ts';
import { Field, Part } from './Part.tsx';
import { errorOf, Lacking, part, type PartProps } from './part.ts';

/** The fields that it draws. */
const keys = ['origin', 'receivedAt', 'zone', 'dnis', 'accountId', 'practice'] as const;
type Key = (typeof keys)[number];

function Drawn({ f, change, set, account, stays }: PartProps<Key> & { stays: boolean }) {
  const lacking = use(Lacking);
  const { accounts } = useAccounts();
  const origin = f.origin;
  const asked = isPracticeAsked(f);
  const when = t('messages.origin.when', {
    date: formatDate(f.receivedAt, { zone: f.zone, weekday: true }),
    time: formatTime(f.receivedAt, f.zone),
    utc: formatTime(f.receivedAt, 'UTC'),
  });
  if (origin?.kind === 'call') {
    const label = account.lines.find((l) => l.dnis === f.dnis)?.label ?? t('messages.origin.line-unknown');
    return (
      <div className="cl-messages-origin cl-detail" data-field="origin">
        <Icon of={PhoneIncoming} size={14} />
        <span>
          {t('messages.origin.call', { account: account.name, line: label, number: formatPhone(f.dnis) })}
        </span>
        <span>{when}</span>
      </div>
    );
  }
  return (
    <Part title={t('messages.part.origin')} icon={Smartphone}>
      <Field name="account">
        <Select
          isDisabled={stays}
          hint={stays ? t('messages.origin.account.stays') : undefined}
          label={t('messages.origin.account')}
          options={accounts.map((a) => ({ id: a.id, title: a.name }))}
          value={asked ? null : f.accountId}
          error={asked ? t('messages.origin.account.ask') : undefined}
          onChange={(id) => {
            const chosen = accounts.find((a) => a.id === id);
            if (chosen !== undefined && (asked || id !== f.accountId))
              change((now) => withAccount(now, chosen));
          }}
        />
      </Field>
      <Field name="origin">
        <TextField
          label={t('messages.origin.why')}
          placeholder={t('messages.origin.why.hint')}
          maxLength={300}
          value={origin?.why ?? ''}
          onChange={(why) => set({ origin: { kind: 'other-phone', why } })}
          {...errorOf(lacking, 'origin', 'other-phone-why')}
        />
      </Field>
      {!asked && <p className="cl-detail cl-messages-wide">{when}</p>}
    </Part>
  );
}

export const OriginPart = part(keys, Drawn);
