// The four small facts under the words that whoever phones back looks for first: since when, blood thinner, what the caller
// was told to expect, and what if it gets worse.
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Account } from '#shared/domain/accounts/account.ts';
import { emergencyNumbers } from '#shared/domain/accounts/rules.ts';
import type { DraftFields } from '#shared/domain/messages/message.ts';
import { t } from '../../text/t.ts';
import { Icon } from '../../ui/index.ts';

function Box({ label, quiet, children }: { label: string; quiet?: boolean; children: ReactNode }) {
  return (
    <div className="cl-messages-box">
      <dt>{label}</dt>
      <dd className={quiet ? 'cl-detail' : undefined}>{children}</dd>
    </div>
  );
}

export function Four({ f, account }: { f: DraftFields; account: Account | null }) {
  const { since, worse } = f.symptoms;
  const sinceText = [since, worse === 'not-asked' ? '' : t(`messages.fact.getting-worse.${worse}`)]
    .filter((part) => part !== '')
    .join(', ');
  const thinner = f.conditions.bloodThinner;
  const ambulance = account === null ? null : emergencyNumbers(account).ambulance;
  const notAsked = t('messages.not-asked');
  return (
    <dl className="cl-messages-four">
      <Box label={t('messages.fact.since')} quiet={sinceText === ''}>
        {sinceText || notAsked}
      </Box>
      <Box label={t('messages.fact.blood-thinner')} quiet={thinner === 'not-asked'}>
        {thinner === 'not-asked' ? notAsked : t(`messages.stated.${thinner}`)}
      </Box>
      <Box label={t('messages.fact.told')} quiet={!f.told.expect}>
        {f.told.expect && <Icon of={Check} size={14} tone="green" />}
        {f.told.expect ? f.told.callBy : t('messages.fact.not-told')}
      </Box>
      <Box label={t('messages.fact.if-worse')} quiet={!f.told.ifWorse}>
        {f.told.ifWorse && <Icon of={Check} size={14} tone="green" />}
        {f.told.ifWorse
          ? ambulance === null
            ? t('messages.told.if-worse.done')
            : t('messages.fact.if-worse.told', { ambulance })
          : t('messages.fact.not-told')}
      </Box>
    </dl>
  );
}
