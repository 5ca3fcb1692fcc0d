// M15: how urgent, from the account's list. It can be raised; why a class is not offered stands beside it.
import { Gauge } from 'lucide-react';
import { use } from 'react';
import type { Urgency } from '#shared/domain/messages/message.ts';
import { t } from '../../text/t.ts';
import { ToggleChips } from '../../ui/index.ts';
import { goesOut, offered } from '../rules.ts';
import { FieldProblem } from './FieldProblem.tsx';
import { Field, Part } from './Part.tsx';
import { errorOf, Lacking, part, type PartProps } from './part.ts';

/** The fields that it draws. */
const keys = ['reasonCode', 'urgency'] as const;
type Key = (typeof keys)[number];

export interface UrgencyPartProps extends PartProps<Key> {
  emergencyUsed: boolean;
  /** The least urgent class that the message's own facts allow, and what red flags raised it to before. */
  least: Urgency;
}

function Drawn({ f, set, account, emergencyUsed, least }: UrgencyPartProps) {
  const lacking = use(Lacking);
  const { classes, why } = offered(account, f.reasonCode, emergencyUsed, least);
  const value: Urgency | null = emergencyUsed ? 'emergency' : f.urgency;
  const reason = account.reasons.find((r) => r.code === f.reasonCode)?.label ?? '';
  return (
    <Part title={t('messages.part.urgency')} icon={Gauge}>
      <Field name="urgency" wide>
        <ToggleChips
          label={t('messages.urgency')}
          hideLabel
          mustChoose
          options={classes.map((id) => ({ id, title: t(`messages.urgency.${id}`) }))}
          value={value}
          onChange={(urgency) => urgency !== null && set({ urgency })}
        />
        {why !== null && (
          <p className="cl-detail">{t(`messages.urgency.why.${why}`, { account: account.name, reason })}</p>
        )}
        {value !== null && f.reasonCode !== '' && (
          <p className="cl-detail">
            {t(`messages.urgency.goes.${goesOut(account, f.reasonCode, value)}`, {
              time: account.afterHours.morningHandOver,
            })}
          </p>
        )}
        <FieldProblem {...errorOf(lacking, 'urgency', 'urgency-too-low')} />
      </Field>
    </Part>
  );
}

export const UrgencyPart = part(keys, Drawn);
