// A call that is over, as it was logged: times, how it ended, notes, and the caller's words.
import { PhoneMissed, PhoneIncoming, PhoneOutgoing } from 'lucide-react';
import { useEffect, useState } from 'react';
import { talkSeconds, type Call } from '#shared/domain/calls/call.ts';
import type { Result } from '#shared/domain/result.ts';
import { useAccount } from '../app/accounts.ts';
import { careline } from '../bridge/index.ts';
import { formatDate, formatSpan, formatTimeSeconds } from '../text/format.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, CaptionLine, Card, Chip, DefinitionRows, Skeleton } from '../ui/index.ts';
import { useCaptions } from './CaptionStrip.tsx';
import { consultedLines, dispositionLabel, reasonLabel, shownLine, shownNumber, waited } from './words.ts';
import './calls.css';

export function PastCall({ callId }: { callId: string }) {
  return <Read key={callId} callId={callId} />;
}

function Read({ callId }: { callId: string }) {
  const [found, setFound] = useState<Result<Call> | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let left = false;
    void careline.calls.read({ callId }).then((result) => !left && setFound(result));
    return () => {
      left = true;
    };
  }, [callId, tries]);
  if (found === null) return <Skeleton lines={5} label={t('calls.past.reading')} />;
  if (!found.ok)
    return (
      <Banner
        tone="amber"
        title={t('calls.past.failed')}
        action={<Button onPress={() => setTries(tries + 1)}>{t('calls.again')}</Button>}
      >
        {errorText(found.code).sentence} {errorText(found.code).next}
      </Banner>
    );
  return <Past call={found.value} />;
}

function Past({ call }: { call: Call }) {
  const account = useAccount(call.accountId);
  const missed = call.state === 'missed';
  const none = <span className="cl-detail-quiet">{t('calls.past.none')}</span>;
  const time = (iso: string | null): string | null => (iso === null ? null : formatTimeSeconds(iso));
  const seconds = waited(call, call.endedAt ?? call.rangAt);
  const consulted = consultedLines(call);
  return (
    <div className="cl-stack cl-past" role="region" aria-label={shownNumber(call)} tabIndex={0}>
      <header className="cl-inline">
        <h1 className="cl-name cl-mono">{shownNumber(call)}</h1>
        {missed && (
          <Chip tone="red" icon={PhoneMissed}>
            {t('calls.past.missed')}
          </Chip>
        )}
        <span className="cl-detail">{formatDate(call.rangAt, { weekday: true })}</span>
      </header>
      <Card
        title={t('calls.past')}
        icon={call.direction === 'outgoing' ? PhoneOutgoing : PhoneIncoming}
        level={2}
      >
        <DefinitionRows
          rows={[
            { label: t('calls.past.line'), value: shownLine(call, account) },
            {
              label: t(call.direction === 'outgoing' ? 'calls.past.dialled' : 'calls.past.rang'),
              value: time(call.rangAt),
            },
            {
              label: t('calls.past.waited'),
              value: seconds === null ? none : formatSpan(seconds),
            },
            { label: t('calls.past.answered'), value: time(call.answeredAt) ?? none },
            {
              label: t('calls.past.ended'),
              value:
                call.endedAt === null
                  ? none
                  : t(`calls.past.ended.${call.endedBy ?? 'caller'}`, { time: time(call.endedAt) }),
            },
            ...(missed
              ? []
              : [
                  {
                    label: t('calls.past.talk'),
                    value: formatSpan(talkSeconds(call, call.endedAt ?? call.rangAt)),
                  },
                  { label: t('calls.past.hold'), value: formatSpan(call.heldSeconds) },
                  ...(consulted.length === 0
                    ? []
                    : [
                        {
                          label: t('calls.past.consulted'),
                          value: consulted.map((line, i) => <div key={`${i} ${line}`}>{line}</div>),
                        },
                      ]),
                  // Whether it ran is known of calls of the live line only.
                  ...(call.recorded === true
                    ? [{ label: t('calls.past.recorded'), value: t('calls.past.recorded.yes') }]
                    : []),
                  { label: t('calls.past.reason'), value: reasonLabel(call.reasonCode, account) ?? none },
                  {
                    label: t('calls.past.disposition'),
                    value: call.disposition === null ? none : dispositionLabel(call.disposition),
                  },
                ]),
          ]}
        />
      </Card>
      {!missed && (
        <Card title={t('calls.past.notes')} level={2}>
          {call.notes === '' ? (
            <span className="cl-detail-quiet">{t('calls.past.notes.none')}</span>
          ) : (
            <p className="cl-past-notes">{call.notes}</p>
          )}
        </Card>
      )}
      <PastCaptions callId={call.id} />
    </div>
  );
}

function PastCaptions({ callId }: { callId: string }) {
  const { lines } = useCaptions(callId);
  if (lines === null || lines.length === 0) return null;
  return (
    <Card
      title={t('calls.past.captions')}
      level={2}
      source={t(`calls.captions.from.${lines[0]?.from ?? 'scenario'}`)}
    >
      {lines.map((line, i) => (
        <CaptionLine key={`${i} ${line.at}`} who={formatTimeSeconds(line.at)}>
          {line.text}
        </CaptionLine>
      ))}
    </Card>
  );
}
