// The end of a shift: each open urgent message passes to a named person who accepts it, one by one or all at once. Until then
// it stays with the one who leaves, and its alarm goes on.
import { HandHelping, UserCheck } from 'lucide-react';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { useAccounts } from '../../app/accounts.ts';
import { useDeskView } from '../../app/desk-store.ts';
import { say, sayFailure } from '../../app/say.ts';
import { useSession } from '../../app/session-store.ts';
import { careline } from '../../bridge/index.ts';
import { formatAge } from '../../text/format.ts';
import { errorText, t } from '../../text/t.ts';
import {
  Banner,
  Button,
  Checkbox,
  Chip,
  EmptyState,
  Select,
  Skeleton,
  TextField,
  useNow,
} from '../../ui/index.ts';
import { goNow, useLeaving } from '../leave.ts';
import { ownOf } from '../order.ts';
import { readOpen, useOpen, type OpenValue } from '../store.ts';

type Item = OpenValue['items'][number];

export function Shift() {
  const { value, failure } = useOpen();
  const leaving = useLeaving((s) => s.asked);
  const name = useSession((s) => s.state?.person?.name);
  if (value === null)
    return failure === null ? (
      <Skeleton lines={4} label={t('handover.loading')} />
    ) : (
      <Banner
        tone="amber"
        title={t('handover.failed')}
        action={
          <Button size="small" onPress={() => void readOpen()}>
            {t('handover.again')}
          </Button>
        }
      >
        {errorText(failure.code).next}
      </Banner>
    );
  const own = ownOf(value.items, name);
  return (
    <>
      {leaving && own.length > 0 && (
        <Banner
          tone="red"
          title={t('handover.leaving', { count: own.length })}
          action={
            <Button size="small" kind="danger-quiet" onPress={() => void goNow()}>
              {t('handover.leaving.anyway')}
            </Button>
          }
        >
          {t('handover.leaving.what')}
        </Banner>
      )}
      {value.drafts > 0 && (
        <Banner tone="amber" spoken={false} title={t('handover.drafts', { count: value.drafts })}>
          {t('handover.drafts.what')}
        </Banner>
      )}
      {value.items.length === 0 ? (
        <EmptyState icon={UserCheck} title={t('handover.shift.empty')}>
          {t('handover.shift.empty.what')}
        </EmptyState>
      ) : (
        <Give key={own.map((item) => item.messageId).join(' ')} value={value} own={own} />
      )}
    </>
  );
}

function Give({ value, own }: { value: OpenValue; own: readonly Item[] }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(own.map((item) => item.messageId)));
  const [personId, setPersonId] = useState<string | null>(null);
  const [accepts, setAccepts] = useState(false);
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const items = value.items.filter((item) => chosen.has(item.messageId));
  const name = value.people.find((person) => person.id === personId)?.name ?? '';
  const ready = items.length > 0 && personId !== null && accepts;
  const toggle = (id: string, on: boolean): void =>
    setChosen(new Set(on ? [...chosen, id] : [...chosen].filter((each) => each !== id)));
  const give = async (): Promise<void> => {
    if (personId === null) return;
    setBusy(true);
    const ids = items.map(({ messageId }) => ({ entryId: uuidv7(), messageId }));
    const result = await careline.handover.accept(
      { ids, toPersonId: personId, note: note.trim() },
      { sureWithin: 60_000 },
    );
    setBusy(false);
    if (!result.ok) return sayFailure(result);
    setAccepts(false);
    say(t('handover.given', { count: result.value.accepted, name }));
    void readOpen();
  };
  return (
    <>
      <p>{t(own.length > 0 ? 'handover.shift.lead' : 'handover.shift.others')}</p>
      <ul className="cl-handover-items">
        {value.items.map((item) => (
          <OpenRow
            key={item.messageId}
            item={item}
            isChosen={chosen.has(item.messageId)}
            onChoose={(on) => toggle(item.messageId, on)}
          />
        ))}
      </ul>
      {value.people.length === 0 ? (
        <Banner tone="amber" spoken={false} title={t('handover.nobody')}>
          {t('handover.nobody.what')}
        </Banner>
      ) : (
        <form
          className="cl-handover-give"
          onSubmit={(event) => {
            event.preventDefault();
            if (ready) void give();
          }}
        >
          <Select
            label={t('handover.to')}
            value={personId}
            onChange={(id) => {
              setPersonId(id);
              setAccepts(false);
            }}
            options={value.people.map((person) => ({ id: person.id, title: person.name }))}
          />
          <TextField label={t('handover.note')} value={note} onChange={setNote} maxLength={600} optional />
          <Checkbox
            isSelected={accepts}
            onChange={setAccepts}
            isDisabled={personId === null || items.length === 0}
          >
            {t('handover.accepts', { name: name || t('handover.accepts.who'), count: items.length })}
          </Checkbox>
          <Button kind="primary" type="submit" icon={HandHelping} isDisabled={!ready} isPending={busy}>
            {t('handover.give', { count: items.length })}
          </Button>
        </form>
      )}
    </>
  );
}

function OpenRow({
  item,
  isChosen,
  onChoose,
}: {
  item: Item;
  isChosen: boolean;
  onChoose: (on: boolean) => void;
}) {
  const now = useNow(15_000);
  const { accounts } = useAccounts();
  const account = accounts.find((each) => each.id === item.accountId)?.name ?? item.accountId;
  return (
    <li>
      <Checkbox
        isSelected={isChosen}
        onChange={onChoose}
        detail={`${account} · ${formatAge(item.savedAt, now)} · ${t('handover.owner', { name: item.owner })}`}
      >
        <strong>{item.patientName.trim() || t('messages.list.no-name')}</strong>
      </Checkbox>
      <Chip tone={item.urgency === 'emergency' ? 'red' : 'amber'}>
        {t(`messages.urgency.${item.urgency}`)}
      </Chip>
      <span className="cl-detail">{t(`handover.dispatch.${item.dispatch}`)}</span>
      <Button
        size="small"
        kind="plain"
        onPress={() => useDeskView.getState().show({ kind: 'message', messageId: item.messageId })}
      >
        {t('handover.open')}
      </Button>
    </li>
  );
}
