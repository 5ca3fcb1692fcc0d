// The end of a shift: each open urgent message passes to a named person who accepts it, one by one or all at once. Until then
// it stays with the one who leaves, and its alarm goes on.
import { HandHelping, UserCheck } from 'lucide-react';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { useAccounts } from '../../app/accounts.ts';
import { useDeskView } from '../../app/desk-store.ts';
import { letGo, useKept } from '../../app/kept-words.ts';
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
import { initialsOf, isSigned, ownOf } from '../order.ts';
import { readOpen, useOpen, type OpenValue } from '../store.ts';

type Item = OpenValue['items'][number];
const nothingPressed: ReadonlyMap<string, boolean> = new Map();

export function Shift() {
  const { value, failure } = useOpen();
  const leaving = useLeaving((s) => s.asked);
  const person = useSession((s) => s.state?.person?.id);
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
  const own = ownOf(value.items, person);
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
        <Give key={person} value={value} own={own} kept={`shift ${person ?? ''} `} />
      )}
    </>
  );
}

export interface GiveProps {
  value: OpenValue;
  own: readonly Item[];
  /** Under what the words are kept: the list is read anew whenever any urgent message changes. */
  kept: string;
}

export function Give({ value, own, kept }: GiveProps) {
  // Where nothing was pressed one's own are chosen, also one that comes while the form stands open.
  const [pressed, setPressed] = useKept(`${kept}pressed`, nothingPressed);
  const [personId, setPersonId] = useKept<string | null>(`${kept}to`, null);
  const [acceptedIds, setAcceptedIds] = useState('');
  const [note, setNote] = useKept(`${kept}note`, '');
  const [busy, setBusy] = useState(false);
  const owned = new Set(own.map((item) => item.messageId));
  const chosen = new Set(
    value.items.map((item) => item.messageId).filter((id) => pressed.get(id) ?? owned.has(id)),
  );
  const items = value.items.filter((item) => chosen.has(item.messageId));
  // Whoever accepted saw these messages and no other.
  const ids = items.map((item) => item.messageId).join(' ');
  const accepts = ids !== '' && acceptedIds === ids;
  const [initials, setInitials] = useState('');
  const setAccepts = (on: boolean): void => {
    setInitials('');
    setAcceptedIds(on ? ids : '');
  };
  const name = value.people.find((person) => person.id === personId)?.name ?? '';
  const ready = items.length > 0 && personId !== null && accepts && isSigned(initials, name);
  const toggle = (id: string, on: boolean): void => setPressed(new Map([...pressed, [id, on]]));
  const give = async (): Promise<void> => {
    if (personId === null) return;
    setBusy(true);
    const given = items.map(({ messageId }) => ({ entryId: uuidv7(), messageId }));
    const result = await careline.handover.accept(
      { ids: given, toPersonId: personId, note: note.trim() },
      { sureWithin: 60_000 },
    );
    setBusy(false);
    if (!result.ok) return sayFailure(result);
    setAccepts(false);
    letGo(kept);
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
          {accepts && (
            <TextField
              label={t('handover.initials', { name })}
              hint={t('handover.initials.what', { initials: initialsOf(name) })}
              value={initials}
              onChange={setInitials}
              maxLength={8}
            />
          )}
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
