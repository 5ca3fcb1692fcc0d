// What a row of the list says under its name: what it is about, whose it is, and where it stands, in words.
import type { DraftRow, MessageRow } from '#shared/contract/messages.ts';
import type { Account } from '#shared/domain/accounts/account.ts';
import { reasonOf } from '#shared/domain/accounts/rules.ts';
import { formatDate, formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { atPracticeDesk, syncWord } from './kept-where.ts';
import { isUrgent } from './list-rows.ts';

export interface Words {
  accounts: readonly Account[];
  /** Now, as an instant: times of another day carry their date. */
  now: string;
  /** The one account that is shown: its name need not stand in every row. */
  accountId: string | null;
}

export const accountName = ({ accounts }: Pick<Words, 'accounts'>, id: string): string =>
  accounts.find((a) => a.id === id)?.name ?? id;

function reasonName({ accounts }: Words, accountId: string, code: string): string {
  const account = accounts.find((a) => a.id === accountId);
  return (account === undefined ? null : reasonOf(account, code))?.label ?? t('messages.list.no-reason');
}

/** On the desk's own clock, as all of this column; its record has the practice's beside it. */
const when = (iso: string, now: string): string =>
  formatDate(iso) === formatDate(now) ? formatTime(iso) : formatDate(iso, { now });
export const rowWhen = (row: Pick<MessageRow, 'takenAt' | 'accountId'>, words: Words): string =>
  when(row.takenAt, words.now);
export const draftWhen = (draft: Pick<DraftRow, 'openedAt' | 'accountId'>, words: Words): string =>
  when(draft.openedAt, words.now);

/** Where it stands: the gravest first. */
function states(row: MessageRow, words: Words): string[] {
  const out: string[] = [];
  if (row.sync === 'quarantined')
    out.push(t('messages.list.set-aside', { why: row.why ?? t('messages.quarantined.unsaid') }));
  if (row.conflict) out.push(t('messages.list.conflict'));
  if (row.incomplete) out.push(t('messages.list.incomplete'));
  if (row.acceptedAt !== null)
    out.push(
      t('messages.list.accepted', {
        name: row.acceptedBy ?? '',
        time: when(row.acceptedAt, words.now),
      }),
    );
  else if (row.dispatch === 'backend')
    out.push(t(row.sync === 'waiting' ? 'messages.list.on-its-way' : 'messages.list.paging'));
  else if (row.dispatch === 'ended') out.push(t('messages.list.ended'));
  else if (row.dispatch === null && row.sync === 'waiting' && !isUrgent(row))
    out.push(t('messages.list.may-wait'));
  else if (row.sync === 'synced' && row.dispatch === null)
    out.push(t(atPracticeDesk() ? 'messages.sync.practice' : 'messages.list.at-backend'));
  if (row.closed) out.push(t('messages.list.closed'));
  if (row.elsewhere) out.push(t('messages.list.elsewhere'));
  if (row.repeats !== null) out.push(t('messages.list.repeats'));
  if (row.addenda > 0) out.push(t('messages.list.addenda', { count: row.addenda }));
  return out;
}

const what = (row: MessageRow, words: Words): string =>
  words.accountId === null
    ? t('messages.list.row', {
        reason: reasonName(words, row.accountId, row.reasonCode),
        account: accountName(words, row.accountId),
      })
    : reasonName(words, row.accountId, row.reasonCode);

export const rowDetail = (row: MessageRow, words: Words): string =>
  [what(row, words), ...states(row, words)].join(' · ');

export const rowSpoken = (row: MessageRow, words: Words): string =>
  t('messages.list.spoken', {
    name: row.closedBody ? t('lease.row') : row.patientName || row.callerName,
    what: rowDetail(row, words),
    urgency: t(`messages.urgency.${row.urgency}`),
    state: syncWord(row.sync),
  });
