// The left column's messages: drafts in hand, then what nobody has received yet, urgent first, then what was handed over.
import {
  CheckCheck,
  CloudUpload,
  MessageSquareText,
  OctagonAlert,
  PenLine,
  Siren,
  Undo2,
} from 'lucide-react';
import type { DraftRow, MessageRow } from '#shared/contract/messages.ts';
import type { Account } from '#shared/domain/accounts/account.ts';
import { reasonOf } from '#shared/domain/accounts/rules.ts';
import { useAccounts } from '../app/accounts.ts';
import { useDeskView } from '../app/desk-store.ts';
import { sayFailure } from '../app/say.ts';
import { formatDate, formatTime, formatTimeSeconds } from '../text/format.ts';
import { errorText, t } from '../text/t.ts';
import {
  Banner,
  Button,
  EmptyState,
  Skeleton,
  useNow,
  WorkList,
  type WorkRow,
  type WorkSection,
} from '../ui/index.ts';
import { takeBackDraft, useNewest } from './draft-store.ts';
import { FailureState } from './FailureState.tsx';
import { draftTitle, groupIds, grouped, groupOf, isUrgent, splitDrafts, type GroupId } from './list-rows.ts';
import { readList, readOlder, useFreshList, useList } from './list-store.ts';
import { showDraft, showMessage } from './start-draft.ts';
import './messages.css';

const looks = {
  quarantined: { icon: OctagonAlert, iconTone: 'red' },
  'urgent-waiting': { icon: CloudUpload, iconTone: 'red' },
  waiting: { icon: CloudUpload, iconTone: 'amber' },
  synced: { icon: CheckCheck, iconTone: 'green' },
} as const satisfies Record<GroupId, Pick<WorkRow, 'icon' | 'iconTone'>>;

interface Words {
  accounts: readonly Account[];
  /** Now, as an instant: times of another day carry their date. */
  now: string;
}
const accountName = ({ accounts }: Words, id: string): string =>
  accounts.find((a) => a.id === id)?.name ?? id;
function reasonName({ accounts }: Words, accountId: string, code: string): string {
  const account = accounts.find((a) => a.id === accountId);
  return (account === undefined ? null : reasonOf(account, code))?.label ?? t('messages.list.no-reason');
}
const day = (iso: string): string => formatDate(iso);
const when = (iso: string, now: string): string =>
  day(iso) === day(now) ? formatTime(iso) : formatDate(iso, { now });

function messageRow(row: MessageRow, words: Words): WorkRow {
  const group = groupOf(row);
  const what = t('messages.list.row', {
    reason: reasonName(words, row.accountId, row.reasonCode),
    account: accountName(words, row.accountId),
  });
  const more = row.addenda > 0 ? t('messages.list.addenda', { count: row.addenda }) : '';
  const why =
    row.sync === 'quarantined'
      ? t('messages.quarantined.why', { why: row.why ?? t('messages.quarantined.unsaid') })
      : '';
  return {
    id: row.id,
    title: row.patientName,
    ...looks[group],
    ...(row.hasEmergency && row.sync !== 'synced' ? { icon: Siren } : {}),
    meta: when(row.takenAt, words.now),
    ...(isUrgent(row) && row.sync !== 'synced' ? { metaTone: 'red' as const } : {}),
    detail: [what, more, why].filter(Boolean).join(' · '),
    spoken: t('messages.list.spoken', {
      name: row.patientName,
      what,
      urgency: t(`messages.urgency.${row.urgency}`),
      state: t(`messages.sync.${row.sync}`),
    }),
  };
}

function draftRow(draft: DraftRow, words: Words): WorkRow {
  const aside = draft.discardedAt !== null;
  const emergency = !aside && draft.urgency === 'emergency';
  return {
    id: draft.id,
    title: draftTitle(draft) || t('messages.list.no-name'),
    icon: aside ? Undo2 : emergency ? Siren : PenLine,
    iconTone: emergency ? 'red' : 'accent',
    meta: when(draft.openedAt, words.now),
    detail: t(aside ? 'messages.list.aside' : 'messages.list.draft', {
      account: accountName(words, draft.accountId),
      time: formatTimeSeconds(draft.keptAt),
    }),
  };
}

async function pick(id: string, drafts: readonly DraftRow[]): Promise<void> {
  const draft = drafts.find((d) => d.id === id);
  if (draft === undefined) return showMessage(id);
  if (draft.discardedAt !== null) {
    const failed = await takeBackDraft(id);
    if (failed !== null) return sayFailure(failed);
  }
  showDraft(id, draft.callId);
}

export function MessageList() {
  useFreshList();
  const { rows, drafts, next, failure, readingOlder } = useList();
  const { accounts } = useAccounts();
  const newest = useNewest();
  const now = useNow(60_000).toISOString();
  const selected = useDeskView((s) =>
    s.centre.kind === 'message'
      ? s.centre.messageId
      : s.centre.kind === 'draft'
        ? s.centre.draftId
        : s.draftId,
  );
  if (rows === null)
    return failure === null ? (
      <Skeleton lines={4} label={t('messages.loading')} />
    ) : (
      <FailureState failure={failure} onRetry={() => void readList()} />
    );
  const words: Words = { accounts, now };
  const groups = grouped(rows);
  const { inHand, aside } = splitDrafts(
    drafts.map((d) => {
      const typed = newest(d.id);
      return typed === null ? d : { ...d, ...typed, keptAt: typed.keptAt ?? d.keptAt };
    }),
  );
  const noted = (count: number): { note?: string } => (count > 1 ? { note: String(count) } : {});
  const sections: WorkSection[] = [
    {
      id: 'drafts',
      title: t('messages.group.drafts'),
      rows: inHand.map((d) => draftRow(d, words)),
      ...noted(inHand.length),
    },
    ...groupIds.map((id) => ({
      id,
      title: t(`messages.group.${id}`),
      rows: groups[id].map((row) => messageRow(row, words)),
      ...(id === 'synced' ? {} : noted(groups[id].length)),
    })),
    { id: 'aside', title: t('messages.group.aside'), rows: aside.map((d) => draftRow(d, words)) },
  ];
  return (
    <div className="cl-messages-list">
      {failure !== null && (
        <Banner
          tone="amber"
          action={
            <Button size="small" onPress={() => void readList()}>
              {t('messages.again')}
            </Button>
          }
        >
          {t('messages.list.stale', { why: errorText(failure.code).sentence })}
        </Banner>
      )}
      <WorkList
        label={t('messages.list')}
        sections={sections}
        selected={selected}
        onSelect={(id) => void pick(id, drafts)}
        empty={
          <EmptyState icon={MessageSquareText} title={t('messages.list.empty')}>
            {t('messages.list.empty.what')}
          </EmptyState>
        }
      />
      {next !== null && (
        <div className="cl-messages-older">
          <Button size="small" isPending={readingOlder} onPress={() => void readOlder()}>
            {t('messages.list.older')}
          </Button>
        </div>
      )}
    </div>
  );
}
