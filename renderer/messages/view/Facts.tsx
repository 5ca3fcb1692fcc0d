// The facts of a taken message, labels at the left: who, whom to call, whom it is about, why, and how it was taken.
import { Check, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Account } from '#shared/domain/accounts/account.ts';
import { reasonOf } from '#shared/domain/accounts/rules.ts';
import type { DraftFields, Message, Urgency } from '#shared/domain/messages/message.ts';
import { groups } from '#shared/domain/phone/phone.ts';
import { ageAt, todayIn } from '#shared/domain/time/age.ts';
import { formatDate, formatPhone } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Chip, cx } from '../../ui/index.ts';
import { ageInWords } from '../age-words.ts';
import { timeThere } from '../clock-words.ts';
import { dateInWords } from '../rules.ts';
import { Other } from './Other.tsx';

function Row({ label, wide, children }: { label: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={cx('cl-messages-fact', wide && 'cl-messages-wide')}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
const NotAsked = () => <span className="cl-detail">{t('messages.not-asked')}</span>;
const shownNumber = (number: string): string => groups(number).join(' ') || number;

export interface FactsProps {
  message: Message;
  /** Of the version that counts. */
  f: DraftFields;
  /** After every raise. */
  urgency: Urgency;
  account: Account | null;
}

export function Facts({ message, f, urgency, account }: FactsProps) {
  const age = f.patientBirthDate === '' ? null : ageAt(f.patientBirthDate, todayIn(f.zone, message.savedAt));
  const reason = (account === null ? null : reasonOf(account, f.reasonCode))?.label ?? f.reasonCode;
  return (
    <dl className="cl-messages-facts">
      <Row label={t('messages.fact.caller')}>
        <strong>{f.callerRefusedName ? t('messages.caller.refused') : f.callerName}</strong>
        {f.callerIs !== null && <span>{t(`messages.caller-is.${f.callerIs}`)}</span>}
        {f.callerNameSpelled && <span className="cl-detail">{t('messages.caller.spelled')}</span>}
      </Row>
      <Row label={t('messages.fact.callback')}>
        {f.callback.number === '' ? (
          <NotAsked />
        ) : (
          <span className="cl-mono cl-messages-number">{shownNumber(f.callback.number)}</span>
        )}
        {f.callback.extension !== '' && (
          <span>{t('messages.callback.ext', { extension: f.callback.extension })}</span>
        )}
        {f.callback.readBack ? (
          <Chip tone="green" icon={Check}>
            {t('messages.callback.read-back.done')}
          </Chip>
        ) : (
          <Chip tone="amber" icon={TriangleAlert}>
            {t('messages.callback.not-read-back')}
          </Chip>
        )}
        {f.callback.second !== '' && (
          <span className="cl-detail">
            {t('messages.fact.second', { number: shownNumber(f.callback.second) })}
          </span>
        )}
        <span className="cl-detail">
          {t(`messages.fact.leave-word.${f.leaveWord}`)}
          {f.reachableUntil !== '' && ` ${t('messages.fact.reachable', { until: f.reachableUntil })}`}
          {f.bestTime !== '' && ` ${t('messages.fact.best-time', { when: f.bestTime })}`}
        </span>
      </Row>
      <Row label={t('messages.fact.patient')}>
        {f.patientName === '' ? <NotAsked /> : <strong>{f.patientName}</strong>}
        {f.patientBirthDate !== '' && <span>{dateInWords(f.patientBirthDate)}</span>}
        {f.patientBirthDate === '' && f.patientBirthDateTyped.trim() !== '' ? (
          <span>{t('messages.fact.birth-date-typed', { typed: f.patientBirthDateTyped.trim() })}</span>
        ) : (
          f.patientBirthDateUnknown && <span>{t('messages.fact.birth-date-unknown')}</span>
        )}
        {age !== null && <span>{ageInWords(age)}</span>}
      </Row>
      <Row label={t('messages.fact.where')}>{f.locationNow === '' ? <NotAsked /> : f.locationNow}</Row>
      <Row label={t('messages.fact.reason')}>
        {reason === '' ? <NotAsked /> : <strong>{reason}</strong>}
        {f.underlyingWhy !== '' && <span>{f.underlyingWhy}</span>}
      </Row>
      <Row label={t('messages.fact.urgency')}>
        <Chip tone={urgency === 'emergency' ? 'red' : urgency === 'urgent-clinical' ? 'amber' : 'neutral'}>
          {t(`messages.urgency.${urgency}`)}
        </Chip>
        {message.fields.urgency !== null && message.fields.urgency !== urgency && (
          <span className="cl-detail">
            {t('messages.fact.raised', { from: t(`messages.urgency.${message.fields.urgency}`) })}
          </span>
        )}
      </Row>
    </dl>
  );
}

/** Where it came from and who took it, under everything that is acted on. */
export function HowTaken({ message, account }: { message: Message; account: Account | null }) {
  const f = message.fields;
  const line = account?.lines.find((l) => l.dnis === f.dnis)?.label;
  return (
    <dl className="cl-messages-facts">
      {message.fields.repeats !== null && (
        <Row label={t('messages.fact.repeats')} wide>
          <span>{t('messages.fact.repeats.what')}</span>
          <Other messageId={message.fields.repeats} />
        </Row>
      )}
      <Row label={t('messages.fact.taken')} wide>
        <span>
          {t('messages.fact.taken.by', {
            name: message.takenBy.name,
            date: formatDate(f.receivedAt, { zone: f.zone, weekday: true }),
            time: timeThere(f.receivedAt, f.zone),
          })}
        </span>
        <span className="cl-detail">
          {f.origin?.kind === 'other-phone'
            ? t('messages.fact.other-phone', { why: f.origin.why })
            : t('messages.fact.line', {
                line: line ?? t('messages.origin.line-unknown'),
                number: formatPhone(f.dnis),
              })}
        </span>
      </Row>
    </dl>
  );
}
