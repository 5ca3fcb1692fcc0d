// Whether this call may be recorded: the rule with its places and date, whether it was announced, and the caller's answer
// (C22). "No" stops the recording; the call goes on.
import { Check, X } from 'lucide-react';
import { useState } from 'react';
import type { LiveView } from '#shared/contract/telephony.ts';
import { useDesk } from '../bridge/use-desk.ts';
import { formatDate } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, PopButton, TextField } from '../ui/index.ts';
import { partyName, unasked } from './parties.ts';
import { Refusal } from './Refusal.tsx';
import { actAndTell, useTelephony } from './store.ts';

/** Asked once, in sight until it is answered; afterwards it stands behind the recording's state. */
export function Consent({ live }: { live: LiveView }) {
  const { consent, callId } = live;
  const asking = useTelephony(
    (s) => s.asking[`consent ${callId}`] === true || live.asked.includes('consent'),
  );
  const served = useTelephony((s) => s.view?.server.state === 'fresh');
  const fresh = useDesk().state === 'running' && served;
  const answer = (yes: boolean): void =>
    void actAndTell({ kind: 'consent', callId, places: consent.places, answer: yes ? 'yes' : 'no' });
  if (consent.answer !== null && consent.unasked !== true) return null;
  // Nobody could keep the answer, and whether it is recorded is not known: not beside “wait with the card number”.
  if (!fresh) return null;
  // Nobody is recorded and nobody needs to be asked.
  if (live.recording.state === 'off' && consent.rule === 'one-party') return null;
  if (consent.unasked === true && consent.answer !== 'no') {
    const others = unasked(live);
    const goesOn =
      consent.answer === 'yes' ? 'telephony.consent.unasked.kept' : 'telephony.consent.unasked.what';
    return (
      <div className="cl-tel-row cl-tel-consent" role="group" aria-label={t('telephony.consent')}>
        <span className="cl-tel-row-text" role="status">
          <strong>
            {t('telephony.consent.unasked', {
              who: others.map(partyName).join(', ') || t('telephony.party.target'),
            })}
          </strong>{' '}
          <span className="cl-detail">{t(goesOn)}</span>
        </span>
        {others.some((p) => p.state !== 'ringing') && (
          <Button size="small" icon={Check} isPending={asking} onPress={() => answer(true)}>
            {t('telephony.consent.unasked.yes')}
          </Button>
        )}
        <Refusal of={[`consent ${callId}`]} what="consent" />
      </div>
    );
  }
  // The caller waits while somebody else is talked to: nobody is there who could answer for them.
  if (live.heldSince !== null && live.transfer?.state === 'consulting') return null;
  return (
    <div className="cl-tel-row cl-tel-consent" role="group" aria-label={t('telephony.consent')}>
      <span className="cl-tel-row-text">
        <strong>{t(consent.announced ? 'telephony.consent.say.announced' : 'telephony.consent.say')}</strong>{' '}
        <span className="cl-detail cl-tel-rule-word">{t(`telephony.consent.rule.${consent.rule}`)}</span>
      </span>
      <PopButton
        label={t('telephony.consent.why')}
        kind="plain"
        size="small"
        title={t('telephony.consent.why.title')}
      >
        <ConsentRule live={live} />
      </PopButton>
      <Button size="small" icon={Check} isPending={asking} onPress={() => answer(true)}>
        {t('telephony.consent.answer.yes')}
      </Button>
      <Button size="small" icon={X} isPending={asking} onPress={() => answer(false)}>
        {t('telephony.consent.answer.no')}
      </Button>
      <Refusal of={[`consent ${callId}`]} what="consent" />
    </div>
  );
}

/** The rule with its places and date, another place that the caller names, and another answer. */
export function ConsentRule({ live }: { live: LiveView }) {
  const { consent, callId } = live;
  const [stated, setStated] = useState('');
  const place = /^(?:US-)?([A-Za-z]{2})$/.exec(stated.trim())?.[1]?.toUpperCase();
  return (
    <>
      <p>{t(`telephony.consent.rule.${consent.rule}.what`)}</p>
      <p>
        {consent.places.length === 0
          ? t('telephony.consent.places.none')
          : t('telephony.consent.places', { places: consent.places.join(', ') })}{' '}
        {t('telephony.consent.table', { date: formatDate(`${consent.tableDate}T12:00:00.000Z`) })}
      </p>
      <TextField
        label={t('telephony.consent.stated')}
        value={stated}
        onChange={setStated}
        hint={t('telephony.consent.stated.hint')}
        maxLength={5}
      />
      <div className="cl-tel-end">
        <Button
          size="small"
          isDisabled={place === undefined || consent.places.includes(`US-${place}`)}
          onPress={() => {
            if (place === undefined) return;
            setStated('');
            void actAndTell({
              kind: 'consent',
              callId,
              places: [...consent.places, `US-${place}`].slice(0, 10),
              answer: consent.answer,
            });
          }}
        >
          {t('telephony.consent.stated.add')}
        </Button>
        {consent.answer !== null && (
          <Button
            size="small"
            onPress={() =>
              void actAndTell({
                kind: 'consent',
                callId,
                places: consent.places,
                answer: consent.answer === 'yes' ? 'no' : 'yes',
              })
            }
          >
            {t(consent.answer === 'yes' ? 'telephony.consent.change.no' : 'telephony.consent.change.yes')}
          </Button>
        )}
      </div>
    </>
  );
}
