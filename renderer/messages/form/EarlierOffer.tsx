// M23: an earlier message about the same patient is offered once name, birth date or number can be compared. Linked, this one
// is a step more urgent; it stays so when the link is taken back.
import { History, Link2, Link2Off } from 'lucide-react';
import { use, useEffect, useState } from 'react';
import type { MessageRow } from '#shared/contract/messages.ts';
import { reasonOf } from '#shared/domain/accounts/rules.ts';
import { careline } from '../../bridge/index.ts';
import { t } from '../../text/t.ts';
import { Button, Icon } from '../../ui/index.ts';
import { timeThere } from '../clock-words.ts';
import { withRepeat } from '../repeat.ts';
import { FieldProblem } from './FieldProblem.tsx';
import { errorOf, Lacking, part, type PartProps } from './part.ts';

/** The fields that it draws. */
const keys = ['patientName', 'patientBirthDate', 'callback', 'repeats', 'zone'] as const;
type Key = (typeof keys)[number];

const none: readonly MessageRow[] = [];
/** After the last key, ms: it is a question to the desk. */
const pause = 400;

function useEarlier(draftId: string, f: PartProps<Key>['f']): readonly MessageRow[] {
  const [found, setFound] = useState<readonly MessageRow[]>([]);
  const { patientName, patientBirthDate } = f;
  const { number } = f.callback;
  const enough = patientName.trim().length >= 3 && (patientBirthDate !== '' || number.trim().length >= 7);
  useEffect(() => {
    if (!enough) return;
    let wanted = true;
    const timer = setTimeout(() => {
      void careline.messages
        .earlier({ id: draftId, patientName, patientBirthDate, number })
        .then((result) => wanted && setFound(result.ok ? result.value : []));
    }, pause);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [draftId, enough, patientName, patientBirthDate, number]);
  return enough ? found : none;
}

function Drawn({ draftId, f, change, account }: PartProps<Key> & { draftId: string }) {
  const lacking = use(Lacking);
  const found = useEarlier(draftId, f).filter((row) => row.id !== draftId);
  const linked = f.repeats;
  const row = found.find((r) => r.id === linked) ?? (linked === null ? found[0] : undefined);
  if (linked !== null)
    return (
      <div className="cl-messages-earlier" data-field="repeats">
        <Icon of={Link2} size={15} />
        <p>
          {row === undefined
            ? t('messages.repeat.linked.some')
            : t('messages.repeat.linked', { time: timeThere(row.takenAt, f.zone) })}
        </p>
        <Button
          size="small"
          kind="plain"
          icon={Link2Off}
          onPress={() => change((now) => ({ ...now, repeats: null }))}
        >
          {t('messages.repeat.unlink')}
        </Button>
        <FieldProblem {...errorOf(lacking, 'repeats-unknown')} />
      </div>
    );
  if (row === undefined) return null;
  const reason = reasonOf(account, row.reasonCode)?.label ?? t('messages.list.no-reason');
  return (
    <div className="cl-messages-earlier" role="status">
      <Icon of={History} size={15} />
      <p>
        <strong>
          {t('messages.repeat.offer', { name: row.patientName, time: timeThere(row.takenAt, f.zone) })}
        </strong>{' '}
        {t('messages.repeat.what', { reason, by: row.takenBy })}
      </p>
      <Button size="small" icon={Link2} onPress={() => change((now) => withRepeat(now, row))}>
        {t('messages.repeat.link')}
      </Button>
    </div>
  );
}

export const EarlierOffer = part(keys, Drawn);
