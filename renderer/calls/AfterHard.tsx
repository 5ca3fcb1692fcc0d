// After a call in which somebody was in danger: ten minutes of recovery and somebody to talk to, offered and never pressed
// on anybody (row 39, O13). Recovery follows the schedule: it is no absence.
import { HeartPulse } from 'lucide-react';
import { recoveryMinutes } from '#shared/domain/telephony/agent.ts';
import type { Call } from '#shared/domain/calls/call.ts';
import { useAccounts } from '../app/accounts.ts';
import { actAndTell, useTelephony } from '../telephony/store.ts';
import { formatPhone } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, Icon } from '../ui/index.ts';

export function AfterHard({ call }: { call: Call }) {
  const agent = useTelephony((s) => s.view?.agent ?? null);
  const asked = useTelephony((s) => s.view?.askedState ?? null);
  const { accounts } = useAccounts();
  const support = accounts.find((a) => a.id === call.accountId)?.support ?? [];
  const wished = (asked ?? agent?.next)?.state === 'recovery' || agent?.state === 'recovery';
  return (
    <div className="cl-wrap-hard" role="group" aria-label={t('calls.hard.title')}>
      <Icon of={HeartPulse} size={16} />
      <p>
        <strong>{t('calls.hard.title')}</strong>{' '}
        <span role="status">
          {wished
            ? t('calls.hard.wished', { minutes: recoveryMinutes })
            : t('calls.hard.what', { minutes: recoveryMinutes })}
        </span>{' '}
        {support.map(({ label, number }) => (
          <span key={number} className="cl-wrap-hard-who">
            {label} <span className="cl-mono">{formatPhone(number)}</span>
          </span>
        ))}
      </p>
      {agent !== null && !wished && (
        <Button
          size="small"
          onPress={() => void actAndTell({ kind: 'state', wanted: { state: 'recovery', reason: null } })}
        >
          {t('calls.hard.take', { minutes: recoveryMinutes })}
        </Button>
      )}
    </div>
  );
}
