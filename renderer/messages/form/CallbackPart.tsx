// M3 and M4: the number to call back, read back in groups before the message counts, and when and how it may be used.
import { PhoneOutgoing } from 'lucide-react';
import { use } from 'react';
import { callbackBy } from '#shared/domain/accounts/hours.ts';
import { expectedCallbackMinutes } from '#shared/domain/accounts/rules.ts';
import { leaveWord } from '#shared/domain/messages/message.ts';
import { groups, sameNumber } from '#shared/domain/phone/phone.ts';
import { useDeskView } from '../../app/desk-store.ts';
import { formatTime } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Banner, PhoneField, TextField, Tick, ToggleChips, useNow, VisuallyHidden } from '../../ui/index.ts';
import { reachableTooEarly, withNumber, withSplitExtension } from '../rules.ts';
import { FieldProblem } from './FieldProblem.tsx';
import { Field, Part } from './Part.tsx';
import { errorOf, Lacking, part, type PartProps } from './part.ts';
import { tidyNumber } from './tidy.ts';

/** The fields that it draws. */
const keys = ['callback', 'origin', 'leaveWord', 'reachableUntil', 'bestTime', 'urgency'] as const;
type Key = (typeof keys)[number];

/** Seven to nine digits without a country's code: said while it is typed, as one may be missing. */
function shortBy(number: string): number | null {
  const digits = number.replaceAll(/\D/g, '').length;
  return number.trim().startsWith('+') || digits < 7 || digits > 9 ? null : digits;
}

function Drawn(props: PartProps<Key>) {
  const { f, change } = props;
  const lacking = use(Lacking);
  const callersNumber = useDeskView((s) => s.number);
  const cut = groups(f.callback.number);
  const fromLine =
    callersNumber !== null && f.origin?.kind === 'call' && sameNumber(callersNumber, f.callback.number);
  const short = shortBy(f.callback.number);
  const patch = (more: Partial<typeof f.callback>): void =>
    change((now) => ({ ...now, callback: { ...now.callback, ...more } }));
  return (
    <Part title={t('messages.part.callback')} icon={PhoneOutgoing}>
      <Field name="callback-number">
        <PhoneField
          label={t('messages.callback.number')}
          maxLength={40}
          format={tidyNumber}
          value={f.callback.number}
          onChange={(number) => change((now) => withNumber(now, number))}
          onBlur={() => change(withSplitExtension)}
          {...(short !== null
            ? { hint: t('messages.callback.short', { count: short }) }
            : fromLine
              ? { hint: t('messages.callback.from-line') }
              : {})}
          {...errorOf(lacking, 'callback-number', 'callback-invalid')}
        />
      </Field>
      <div className="cl-messages-pair">
        <Field name="extension">
          <TextField
            label={t('messages.callback.extension')}
            mono
            inputMode="numeric"
            maxLength={12}
            value={f.callback.extension}
            // It is read back with the number.
            onChange={(extension) => patch({ extension, readBack: false })}
            {...errorOf(lacking, 'callback-extension')}
          />
        </Field>
        <Field name="second">
          <PhoneField
            label={t('messages.callback.second')}
            maxLength={40}
            format={tidyNumber}
            value={f.callback.second}
            onChange={(second) => patch({ second })}
            {...errorOf(lacking, 'callback-second-invalid')}
          />
        </Field>
      </div>
      {cut.length > 0 && (
        <Field name="read-back" wide>
          <div className="cl-messages-read-back">
            <div>
              <p className="cl-detail">{t('messages.callback.read')}</p>
              <p className="cl-dial cl-messages-digits">
                <VisuallyHidden>{cut.map((g) => [...g].join(' ')).join(', ')}</VisuallyHidden>
                {cut.map((group, i) => (
                  <span key={`${i}${group}`} aria-hidden="true">
                    {group}
                  </span>
                ))}
                {f.callback.extension !== '' && (
                  <span className="cl-messages-extension" aria-hidden="true">
                    {t('messages.callback.ext', { extension: f.callback.extension })}
                  </span>
                )}
              </p>
            </div>
            <Tick isSelected={f.callback.readBack} onChange={(readBack) => patch({ readBack })}>
              {f.callback.readBack ? t('messages.callback.read-back.done') : t('messages.callback.read-back')}
            </Tick>
          </div>
          <FieldProblem {...errorOf(lacking, 'callback-read-back')} />
        </Field>
      )}
      <LeaveWord {...props} />
    </Part>
  );
}

function LeaveWord({ f, set, account }: PartProps<Key>) {
  const now = useNow(30_000).toISOString();
  const minutes = f.urgency === null ? null : expectedCallbackMinutes(account, f.urgency);
  const by = minutes === null ? null : callbackBy(account, now, minutes);
  const early =
    by !== null && reachableTooEarly(f.reachableUntil, formatTime(now, account.zone), by) ? by : null;
  return (
    <>
      <Field name="leave-word" wide>
        <ToggleChips
          label={t('messages.leave-word')}
          options={leaveWord
            .filter((id) => id !== 'not-asked')
            .map((id) => ({ id, title: t(`messages.leave-word.${id}`) }))}
          value={f.leaveWord === 'not-asked' ? null : f.leaveWord}
          onChange={(word) => set({ leaveWord: word ?? 'not-asked' })}
        />
      </Field>
      <Field name="reachable">
        <TextField
          label={t('messages.reachable')}
          optional
          maxLength={80}
          placeholder={t('messages.reachable.hint')}
          value={f.reachableUntil}
          onChange={(reachableUntil) => set({ reachableUntil })}
        />
      </Field>
      <Field name="best-time">
        <TextField
          label={t('messages.best-time')}
          optional
          maxLength={80}
          placeholder={t('messages.best-time.hint')}
          value={f.bestTime}
          onChange={(bestTime) => set({ bestTime })}
        />
      </Field>
      {early !== null && (
        <div className="cl-messages-wide">
          <Banner tone="amber">{t('messages.reachable.early', { time: early })}</Banner>
        </div>
      )}
    </>
  );
}

export const CallbackPart = part(keys, Drawn);
