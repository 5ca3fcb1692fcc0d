// The left column's messages as the night needs them: drafts in hand, what somebody must be called for, what needs a look, what
// waits, and what was handed over, by whom and when.
import {
  CheckCheck,
  CloudUpload,
  MessageSquareText,
  OctagonAlert,
  PenLine,
  Siren,
  Undo2,
} from 'lucide-react';
import type { DraftRow } from '#shared/contract/messages.ts';
import { useAccounts } from '../app/accounts.ts';
import { useDeskView } from '../app/desk-store.ts';
import { sayFailure } from '../app/say.ts';
import { useDispatch } from '../dispatch/store.ts';
import { MorningFoot } from '../handover/MorningFoot.tsx';
import { formatTimeSeconds } from '../text/format.ts';
import { errorText, t } from '../text/t.ts';
import {
  Banner,
  Button,
  EmptyState,
  Skeleton,
  Timer,
  Chip,
  useNow,
  type WorkRow,
  type WorkSection,
} from '../ui/index.ts';
import { takeBackDraft, useNewest } from './draft-store.ts';
import { FailureState } from './FailureState.tsx';
import { ListFilters } from './ListFilters.tsx';
import { draftTitle, groupIds, grouped, splitDrafts, type GroupId } from './list-rows.ts';
import { readList, readOlder, useFreshList, useList } from './list-store.ts';
import { accountName, draftWhen, rowDetail, rowSpoken, rowWhen, type Words } from './list-words.ts';
import { LongList } from './LongList.tsx';
import { showDraft, showMessage } from './start-draft.ts';
import './messages.css';
import './list.css';

const looks = {
  urgent: { icon: Siren, iconTone: 'red' },
  attention: { icon: OctagonAlert, iconTone: 'red' },
  waiting: { icon: CloudUpload, iconTone: 'amber' },
  handed: { icon: CheckCheck, iconTone: 'green' },
} as const satisfies Record<GroupId, Pick<WorkRow, 'icon' | 'iconTone'>>;

function draftRow(draft: DraftRow, words: Words): WorkRow {
  const aside = draft.discardedAt !== null;
  const emergency = !aside && draft.urgency === 'emergency';
  return {
    id: draft.id,
    title: draftTitle(draft) || t('messages.list.no-name'),
    icon: aside ? Undo2 : emergency ? Siren : PenLine,
    iconTone: emergency ? 'red' : 'accent',
    meta: draftWhen(draft, words),
    detail: t(aside ? 'messages.list.aside' : 'messages.list.draft', {
      account: draft.practiceAsked ? t('messages.list.practice-asked') : accountName(words, draft.accountId),
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

/** When the alarm of an open one rings next, drawn in its row as it is on its card. */
function AlarmChip({ at }: { at: string }) {
  return (
    <Chip tone="red">
      {t('messages.list.alarm')} <Timer until={at} tone="red" label={t('dispatch.countdown.alarm')} />
    </Chip>
  );
}

function useSections(drafts: readonly DraftRow[], words: Words): WorkSection[] {
  const rows = useList((s) => s.rows) ?? [];
  const filter = useList((s) => s.filter);
  const cards = useDispatch((s) => s.cards);
  const newest = useNewest();
  const groups = grouped(rows);
  const { inHand, aside } = splitDrafts(
    drafts.map((d) => {
      const typed = newest(d.id);
      return typed === null ? d : { ...d, ...typed, keptAt: typed.keptAt ?? d.keptAt };
    }),
  );
  const noted = (count: number): { note?: string } => (count > 1 ? { note: String(count) } : {});
  const sections: WorkSection[] = groupIds.map((id) => ({
    id,
    title: t(`messages.group.${id}`),
    rows: groups[id].map((row) => {
      const alarmAt = cards?.find((card) => card.messageId === row.id)?.alarmAt ?? null;
      return {
        id: row.id,
        title: row.closedBody
          ? t('lease.row')
          : row.patientName || row.callerName || t('messages.list.no-name'),
        ...looks[id],
        meta: id === 'urgent' && alarmAt !== null ? <AlarmChip at={alarmAt} /> : rowWhen(row, words),
        ...(id === 'urgent' ? { metaTone: 'red' as const } : {}),
        detail: rowDetail(row, words),
        spoken: rowSpoken(row, words),
      };
    }),
    ...(id === 'handed' ? {} : noted(groups[id].length)),
  }));
  if (filter !== 'all') return sections;
  const own = words.accountId === null ? inHand : inHand.filter((d) => d.accountId === words.accountId);
  return [
    ...sections.slice(0, 1),
    {
      id: 'drafts',
      title: t('messages.group.drafts'),
      rows: own.map((d) => draftRow(d, words)),
      ...noted(own.length),
    },
    ...sections.slice(1),
    { id: 'aside', title: t('messages.group.aside'), rows: aside.map((d) => draftRow(d, words)) },
  ];
}

export function MessageList() {
  useFreshList();
  const { rows, drafts, next, failure, readingOlder, filter, accountId } = useList();
  const { accounts } = useAccounts();
  const now = useNow(60_000).toISOString();
  const selected = useDeskView((s) =>
    s.centre.kind === 'message'
      ? s.centre.messageId
      : s.centre.kind === 'draft'
        ? s.centre.draftId
        : s.draftId,
  );
  const sections = useSections(drafts, { accounts, now, accountId });
  const isEmpty = sections.every((section) => section.rows.length === 0);
  return (
    <div className="cl-messages-list">
      <ListFilters />
      {failure !== null && rows !== null && (
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
      {rows === null ? (
        failure === null ? (
          <Skeleton lines={4} label={t('messages.loading')} />
        ) : (
          <FailureState failure={failure} onRetry={() => void readList()} />
        )
      ) : isEmpty ? (
        <EmptyState
          icon={MessageSquareText}
          title={t(
            filter === 'all' && accountId === null ? 'messages.list.empty' : 'messages.list.none-here',
          )}
        >
          {t(
            filter === 'all' && accountId === null
              ? 'messages.list.empty.what'
              : 'messages.list.none-here.what',
          )}
        </EmptyState>
      ) : (
        <LongList
          label={t('messages.list')}
          sections={sections}
          selected={selected}
          onSelect={(id) => void pick(id, drafts)}
          onEnd={next === null || readingOlder ? undefined : () => void readOlder()}
        />
      )}
      <MorningFoot />
    </div>
  );
}
