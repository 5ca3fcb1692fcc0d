// The verified patient's name and birth date from the record: filled in where nothing was typed, offered where something
// was. Before two facts are ticked the record gives nothing (C19).
import { IdCard } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import type { DraftFields } from '#shared/domain/messages/message.ts';
import { useVerified, type Verified } from '../../app/verified.ts';
import { careline } from '../../bridge/index.ts';
import { t } from '../../text/t.ts';
import { Button, Icon } from '../../ui/index.ts';
import { dateInWords } from '../rules.ts';
import type { PartProps } from './part.ts';

interface Recorded {
  patientRef: string;
  patientName: string;
  patientBirthDate: string;
}

/** Name and birth date of the verified patient, as the record has them; null while there is nothing to offer. */
function useRecorded(contextId: string, verified: Verified | null): Recorded | null {
  const [recorded, setRecorded] = useState<Recorded | null>(null);
  const patientId = verified?.patientId ?? null;
  useEffect(() => {
    if (patientId === null) return;
    let wanted = true;
    void careline.patient.card({ contextId, patientId, card: 'identity', fresh: false }).then((result) => {
      if (!wanted || !result.ok || result.value.card !== 'identity') return;
      const row = result.value.rows[0];
      if (row === undefined) return;
      const born = row.birthDate ?? '';
      setRecorded({
        patientRef: patientId,
        patientName: row.legalName.slice(0, 160),
        patientBirthDate: born.length === 10 ? born : '',
      });
    });
    return () => {
      wanted = false;
    };
  }, [contextId, patientId]);
  return recorded !== null && recorded.patientRef === patientId ? recorded : null;
}

type Key = 'patientName' | 'patientBirthDateTyped' | 'patientRef' | 'origin';
const untouched = (f: Pick<DraftFields, 'patientName' | 'patientBirthDateTyped'>): boolean =>
  f.patientName.trim() === '' && f.patientBirthDateTyped.trim() === '';
const taken = (f: DraftFields, r: Recorded): DraftFields => ({
  ...f,
  patientRef: r.patientRef,
  patientName: r.patientName,
  patientBirthDate: r.patientBirthDate === '' ? f.patientBirthDate : r.patientBirthDate,
  patientBirthDateUnknown: r.patientBirthDate === '' && f.patientBirthDateUnknown,
  patientBirthDateTyped: r.patientBirthDate === '' ? f.patientBirthDateTyped : r.patientBirthDate,
});

export function FromRecord({
  f,
  change,
  draftId,
}: Pick<PartProps<Key>, 'f' | 'change'> & { draftId: string }) {
  const contextId = f.origin?.kind === 'call' ? f.origin.callId : draftId;
  const verified = useVerified(contextId);
  const recorded = useRecorded(contextId, verified);
  // M8: what was compared on this call stands on the message by itself.
  const level = verified?.level ?? 0;
  useEffect(() => {
    change((now) => (now.verificationLevel === level ? now : { ...now, verificationLevel: level }));
  }, [level, change]);
  const offer = useEffectEvent((found: Recorded) => {
    if (untouched(f)) change((now) => (untouched(now) ? taken(now, found) : now));
  });
  useEffect(() => {
    if (recorded !== null) offer(recorded);
  }, [recorded]);
  if (recorded === null) return null;
  if (f.patientRef === recorded.patientRef)
    return (
      <p className="cl-detail cl-inline cl-messages-wide">
        <Icon of={IdCard} size={14} tone="green" />
        {t('messages.patient.from-record')}
      </p>
    );
  return (
    <div className="cl-inline cl-messages-wide">
      <Button size="small" icon={IdCard} onPress={() => change((now) => taken(now, recorded))}>
        {t('messages.patient.use-record', {
          name: recorded.patientName,
          date:
            recorded.patientBirthDate === '' ? t('messages.none') : dateInWords(recorded.patientBirthDate),
        })}
      </Button>
    </div>
  );
}
