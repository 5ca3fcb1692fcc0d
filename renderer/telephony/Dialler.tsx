// Calls a number: which number we show, what stands against the call, and only then the button (rows 61, C20, C23).
import { Phone, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { OutboundRule } from '#shared/domain/telephony/acts.ts';
import { mayOverride } from '#shared/domain/telephony/outbound.ts';
import { useAccounts } from '../app/accounts.ts';
import { useSession } from '../app/session-store.ts';
import { formatPhone } from '../text/format.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, Icon, PhoneField, Select, TextField, ToggleChips, useNow } from '../ui/index.ts';
import { asNumber } from './dial-number.ts';
import { overridesOf, quietWords, rulesHere, together, type Reasons } from './dial-rules.ts';
import { useDialling } from './dialling.ts';
import { Refusal } from './Refusal.tsx';
import { act, useTelephony } from './store.ts';
import { useDirectory } from './use-directory.ts';

const purposes = ['callback', 'message', 'on-call', 'other'] as const;

export function Dialler() {
  const directory = useDirectory();
  const { accounts } = useAccounts();
  const { number, accountId: given, purpose, callbackId, rules: before } = useDialling();
  const set = useDialling.setState;
  const me = useSession((s) => s.state?.person?.name);
  /** Counts only for what was asked when it was chosen: another call-back is of another practice. */
  const [chose, setChose] = useState<{ number: string; given: string | null } | null>(null);
  const [reasons, setReasons] = useState<Reasons>({});
  /** What the backend answered, for the number that it was asked about. */
  const [told, setTold] = useState<{ to: string; rules: readonly OutboundRule[] }>({
    to: asNumber(number) ?? '',
    rules: before,
  });
  const [asking, setAsking] = useState(false);
  const now = useNow(60_000).toISOString();

  const callerIds = directory.value?.callerIds ?? [];
  // Whoever answers sees it: never a practice that nobody chose.
  const callerId =
    callerIds.find((c) => chose?.given === given && c.number === chose.number) ??
    (given === null ? undefined : callerIds.find((c) => c.accountId === given)) ??
    null;
  const account = accounts.find((a) => a.id === (callerId?.accountId ?? given)) ?? null;
  const to = asNumber(number);
  const rules =
    to === null
      ? []
      : together(
          rulesHere({
            to,
            account,
            // Whether anybody waits for it the server knows; without a callback of the list nobody does.
            expected: purpose === 'on-call' || (purpose === 'callback' && callbackId !== null),
            now,
          }),
          told.to === to ? told.rules : [],
        );
  const overrides = overridesOf(rules, reasons);
  const registered = useTelephony((s) => s.view?.engine.state === 'registered');
  const chosen = callerId !== null && purpose !== null;
  const ready = to !== null && chosen && overrides !== null && registered;

  const dial = async (): Promise<void> => {
    if (to === null || callerId === null || purpose === null || overrides === null) return;
    setAsking(true);
    const result = await act({
      kind: 'dial',
      callId: uuidv7(),
      to,
      callerId: callerId.number,
      accountId: callerId.accountId,
      purpose,
      callbackId,
      overrides,
    });
    setAsking(false);
    if (!result.ok) return;
    const { rules: more } = result.value;
    // The desk and the server ask one after the other: a reason that was given stands.
    if (more.length > 0) return setTold({ to, rules: together(told.to === to ? told.rules : [], more) });
    setChose(null);
    useDialling.getState().clear();
  };

  return (
    <form
      className="cl-tel-form cl-tel-dial"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && !asking) void dial();
      }}
    >
      {directory.failure && (
        <Banner
          tone="amber"
          title={t('telephony.dial.failed')}
          action={
            <Button size="small" onPress={directory.again}>
              {t('telephony.again')}
            </Button>
          }
        >
          {errorText(directory.failure.code).next}
        </Banner>
      )}
      <PhoneField
        label={t('telephony.dial.number')}
        value={number}
        onChange={(next) => set({ number: next })}
        error={number.trim() !== '' && to === null ? t('telephony.dial.number.error') : undefined}
        hint={to === null ? t('telephony.dial.number.hint') : formatPhone(to)}
      />
      <Select
        label={t('telephony.dial.caller-id')}
        value={callerId?.number ?? null}
        onChange={(next) => setChose({ number: next, given })}
        hint={t('telephony.dial.caller-id.hint')}
        isDisabled={callerIds.length === 0}
        options={callerIds.map((c) => ({ id: c.number, title: `${c.label} · ${formatPhone(c.number)}` }))}
      />
      <ToggleChips
        label={t('telephony.dial.purpose')}
        mustChoose
        value={purpose}
        onChange={(next) => next && set({ purpose: next })}
        options={purposes.map((id) => ({ id, title: t(`telephony.dial.purpose.${id}`) }))}
      />
      {rules.length > 0 && (
        <ul className="cl-tel-rules" aria-label={t('telephony.dial.rules')}>
          {rules.map((rule) => (
            <li key={rule} className={mayOverride(rule) ? 'cl-tel-rule' : 'cl-tel-rule cl-tel-rule-never'}>
              <Icon of={TriangleAlert} size={16} />
              <div>
                <strong>{t(`telephony.rule.${rule}`)}</strong>
                <p>
                  {rule === 'quiet-hours' && to !== null
                    ? quietWords({ to, account, now })
                    : t(`telephony.rule.${rule}.what`)}
                </p>
                {mayOverride(rule) && (
                  <TextField
                    label={t('telephony.rule.reason')}
                    value={reasons[rule] ?? ''}
                    onChange={(reason) => setReasons((was) => ({ ...was, [rule]: reason }))}
                    hint={t('telephony.rule.reason.hint')}
                    maxLength={200}
                  />
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      {to !== null && callerId !== null && me && !rules.includes('no-voicemail') && (
        <p className="cl-detail">
          {t('telephony.dial.machine', {
            script: t('telephony.dial.machine.script', {
              name: me,
              number: formatPhone(callerId.number),
            }),
          })}
        </p>
      )}
      <Refusal of={['dial *']} what="dial" />
      <div className="cl-tel-end">
        <span className="cl-detail">
          {!registered
            ? t('telephony.dial.not-registered')
            : to !== null && !chosen
              ? t('telephony.dial.missing')
              : rules.length > 0 && overrides === null
                ? t('telephony.dial.blocked')
                : ''}
        </span>
        <Button kind="primary" size="large" icon={Phone} type="submit" isDisabled={!ready} isPending={asking}>
          {asking
            ? t('telephony.dial.asked')
            : t(rules.length > 0 ? 'telephony.dial.do.override' : 'telephony.dial.do')}
        </Button>
      </div>
    </form>
  );
}
