// A promise to call back, made while the caller is on the line: the number, the time, and where it will stand until it is kept.
import { AlarmClock, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { Call } from '#shared/domain/calls/call.ts';
import { useAccount } from '../app/accounts.ts';
import { say } from '../app/say.ts';
import { formatPhone } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, IconButton, PhoneField, TextField, ToggleChips, useNow } from '../ui/index.ts';
import { asNumber } from './dial-number.ts';
import { closePanel, usePanel } from './panel.ts';
import { Refusal } from './Refusal.tsx';
import { actAndTell } from './store.ts';
import { submitKeys, useSubmitKeys } from './submit-keys.ts';
import { promisedWords, promiseTimes } from './when.ts';

export function CallbackForm({ call }: { call: Call }) {
  const [id] = useState(uuidv7);
  const [number, setNumber] = useState(formatPhone(call.number));
  const [minutes, setMinutes] = useState<string | null>('60');
  const [clock, setClock] = useState('');
  const now = useNow(15_000);
  const zone = useAccount(call.accountId)?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { chips, dueAt, told, here } = promiseTimes({ chosen: minutes, clock }, now, zone);
  const to = asNumber(number);
  const box = useRef<HTMLElement>(null);
  const asked = usePanel((s) => s.asked);
  // Who opened it types here next, before anything behind it takes a key.
  useEffect(() => {
    const first = box.current?.querySelector('input');
    first?.focus({ preventScroll: true });
    first?.select();
  }, [asked]);
  const plan = (): void => {
    if (to === null || dueAt === null) return;
    void actAndTell({
      kind: 'callback-plan',
      callbackId: id,
      callId: call.id,
      number: to,
      accountId: call.accountId,
      dueAt,
      reasonCode: call.reasonCode,
    }).then((done) => {
      if (!done) return;
      say(
        t('telephony.callback.planned', {
          number: formatPhone(to),
          time: promisedWords(dueAt, now.getTime(), zone),
        }),
      );
      closePanel();
    });
  };
  useSubmitKeys('.cl-tel-callback', plan);
  return (
    <section
      ref={box}
      className="cl-panel cl-tel-callback cl-call-side"
      aria-label={t('telephony.callback.title')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        closePanel();
      }}
    >
      <header className="cl-tel-head">
        <h2 className="cl-card-title">{t('telephony.callback.title')}</h2>
        <span className="cl-call-gap" />
        <IconButton size="small" icon={X} label={t('telephony.callback.close')} onPress={closePanel} />
      </header>
      <div className="cl-tel-form">
        <PhoneField
          label={t('telephony.callback.number')}
          value={number}
          onChange={setNumber}
          error={number !== '' && to === null ? t('telephony.dial.number.error') : undefined}
        />
        <ToggleChips
          label={t('telephony.callback.when')}
          value={clock.trim() === '' ? minutes : null}
          onChange={(next) => {
            setMinutes(next);
            setClock('');
          }}
          options={chips}
        />
        <TextField
          label={t('telephony.callback.clock')}
          value={clock}
          onChange={setClock}
          placeholder="16:30"
          maxLength={5}
          error={clock.trim() !== '' && dueAt === null ? t('telephony.callback.clock.error') : undefined}
          optional
        />
        <p className="cl-tel-summary">
          {to !== null && dueAt !== null
            ? t('telephony.callback.say', { number: formatPhone(to), time: told })
            : t('telephony.callback.missing')}
          {here !== null && (
            <span className="cl-detail"> {t('telephony.callback.here', { time: here })}</span>
          )}
        </p>
        <div className="cl-tel-end">
          <Button
            kind="primary"
            icon={AlarmClock}
            keys={submitKeys}
            isDisabled={to === null || dueAt === null}
            onPress={plan}
          >
            {t('telephony.callback.plan')}
          </Button>
        </div>
        <Refusal of={[`callback-plan ${call.id} *`]} what="callback" />
      </div>
    </section>
  );
}
