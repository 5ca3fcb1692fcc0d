// M15: how urgent, from the account's list. It can be raised; why a class is not offered stands beside it.
import { Gauge } from 'lucide-react';
import { use } from 'react';
import { urgencyRank, type Urgency } from '#shared/domain/messages/message.ts';
import { leastUrgency } from '#shared/domain/messages/urgency.ts';
import { t } from '../../text/t.ts';
import { ToggleChips } from '../../ui/index.ts';
import { goesOut, offered } from '../rules.ts';
import { FieldProblem } from './FieldProblem.tsx';
import { Field, Part } from './Part.tsx';
import { errorOf, Lacking, type PartProps } from './part.ts';

export interface UrgencyPartProps extends PartProps {
  emergencyUsed: boolean;
  /** What red flags raised it to since the form was opened. */
  raisedTo: Urgency | null;
}

export function UrgencyPart({ f, set, account, emergencyUsed, raisedTo }: UrgencyPartProps) {
  const lacking = use(Lacking);
  const asked = leastUrgency(f, account);
  const least = raisedTo !== null && urgencyRank(raisedTo) < urgencyRank(asked) ? raisedTo : asked;
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
