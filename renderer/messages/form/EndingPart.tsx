// M18 and M19: what is said before hanging up, as sentences to read aloud, each ticked after it was said.
import { PhoneOff } from 'lucide-react';
import { use } from 'react';
import { callbackBy } from '#shared/domain/accounts/hours.ts';
import { emergencyNumbers, expectedCallbackMinutes } from '#shared/domain/accounts/rules.ts';
import type { DraftFields } from '#shared/domain/messages/message.ts';
import { t } from '../../text/t.ts';
import { Button, TextField, Tick, useNow } from '../../ui/index.ts';
import { FieldProblem } from './FieldProblem.tsx';
import { Fold } from './Fold.tsx';
import { contentOf, type Folds } from './folds.ts';
import { Field } from './Part.tsx';
import { errorOf, Lacking, part, type PartProps } from './part.ts';

/** The fields that it draws. */
const keys = ['urgency', 'told', 'summary'] as const;
type Key = (typeof keys)[number];

/** What the account lets the caller be told: a time of its own clock, or the next working day. */
function useSuggested({ f, account }: Pick<PartProps<Key>, 'f' | 'account'>): {
  text: string;
  minutes: number | null;
} {
  const now = useNow(30_000).toISOString();
  const minutes = expectedCallbackMinutes(account, f.urgency ?? 'urgent-clinical');
  return {
    minutes,
    text: minutes === null ? t('messages.told.next-day') : callbackBy(account, now, minutes),
  };
}

function Drawn(props: PartProps<Key> & { folds: Folds }) {
  const { f, change, folds, account } = props;
  const lacking = use(Lacking);
  const suggested = useSuggested(props);
  const when = f.told.callBy.trim() === '' ? suggested.text : f.told.callBy.trim();
  const ambulance = emergencyNumbers(account).ambulance;
  const told = (more: Partial<DraftFields['told']>): void =>
    change((now) => ({ ...now, told: { ...now.told, ...more } }));
  const summary = (more: Partial<DraftFields['summary']>): void =>
    change((now) => ({ ...now, summary: { ...now.summary, ...more } }));
  const content = contentOf.ending(f);
  return (
    <Fold
      id="ending"
      folds={folds}
      title={t('messages.part.ending')}
      icon={PhoneOff}
      summary={content || t('messages.ending.none')}
      empty={content === ''}
    >
      <Field name="told-call-by">
        <TextField
          label={t('messages.told.by')}
          maxLength={80}
          placeholder={t('messages.told.by.hint')}
          value={f.told.callBy}
          // Another time has not been told yet.
          onChange={(callBy) => told({ callBy, expect: false, ifWorse: false })}
          {...errorOf(lacking, 'told-call-by')}
        />
      </Field>
      {f.told.callBy.trim() !== suggested.text ? (
        <div className="cl-messages-suggest">
          <Button
            size="small"
            onPress={() => told({ callBy: suggested.text, expect: false, ifWorse: false })}
          >
            {suggested.minutes === null
              ? t('messages.told.suggest.day')
              : t('messages.told.suggest', { time: suggested.text, minutes: suggested.minutes })}
          </Button>
        </div>
      ) : (
        <span />
      )}
      <Field name="told-expect" wide>
        <div className="cl-messages-say">
          <p className="cl-said">{t('messages.told.expect.say', { when })}</p>
          <Tick
            isSelected={f.told.expect}
            onChange={(expect) =>
              told(expect && f.told.callBy.trim() === '' ? { expect, callBy: suggested.text } : { expect })
            }
          >
            {t(f.told.expect ? 'messages.told.expect.done' : 'messages.told.expect')}
          </Tick>
        </div>
        <FieldProblem {...errorOf(lacking, 'told-expect')} />
      </Field>
      <Field name="told-if-worse" wide>
        <div className="cl-messages-say">
          <p className="cl-said">{t('messages.told.if-worse.say', { when, ambulance })}</p>
          <Tick isSelected={f.told.ifWorse} onChange={(ifWorse) => told({ ifWorse })}>
            {t(f.told.ifWorse ? 'messages.told.if-worse.done' : 'messages.told.if-worse')}
          </Tick>
        </div>
        <FieldProblem {...errorOf(lacking, 'told-if-worse')} />
      </Field>
      <Field name="summary" wide>
        <div className="cl-messages-say">
          <p>{t('messages.summary.what')}</p>
          <Tick isSelected={f.summary.readBack} onChange={(readBack) => summary({ readBack })}>
            {t(f.summary.readBack ? 'messages.summary.done' : 'messages.summary')}
          </Tick>
        </div>
        {!f.summary.readBack && (
          <TextField
            label={t('messages.summary.why-not')}
            optional
            maxLength={300}
            placeholder={t('messages.summary.why-not.hint')}
            value={f.summary.whyNot}
            onChange={(whyNot) => summary({ whyNot })}
          />
        )}
        <FieldProblem {...errorOf(lacking, 'summary')} />
      </Field>
    </Fold>
  );
}

export const EndingPart = part(keys, Drawn);
