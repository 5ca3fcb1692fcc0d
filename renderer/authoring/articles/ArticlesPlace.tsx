// What is being written and what is in force: drafts by their state, articles by their check, both by words of their title.
import { FileText, Plus } from 'lucide-react';
import { useDeferredValue, useState, type ReactNode } from 'react';
import type { KeptArticleRow } from '#shared/contract/authoring.ts';
import { ok } from '#shared/domain/result.ts';
import { useAccounts } from '../../app/accounts.ts';
import { careline } from '../../bridge/index.ts';
import type { Asked } from '../../bridge/use-asked.ts';
import { t } from '../../text/t.ts';
import { Answer, Button, EmptyState, SearchBox, ToggleChips, useNow } from '../../ui/index.ts';
import { dayOf } from '../days.ts';
import { PlaceHead } from '../PlaceHead.tsx';
import type { Room } from '../places.ts';
import { everyRow, useAsked } from '../use-asked.ts';
import { BeginDialog, type Beginning } from './BeginDialog.tsx';
import { DraftTable } from './DraftTable.tsx';
import {
  draftFilters,
  draftsOf,
  dueOf,
  isDueFilter,
  keptFilters,
  mostDue,
  soonDays,
  type Filter,
  type KeptFilter,
} from './filters.ts';
import { KeptTable } from './KeptTable.tsx';

/** Drafts of a desk that are read at once. */
const mostDrafts = 1000;
/** Articles that are listed at once; the rest is found by its title. */
const mostKept = 100;

export function ArticlesPlace({ room }: { room: Room }) {
  const [filter, setFilter] = useState<Filter>({ of: 'drafts', id: 'writing' });
  const [text, setText] = useState('');
  const [begins, setBegins] = useState<Beginning | null>(null);
  const { accounts } = useAccounts();
  const words = useDeferredValue(text.trim());
  const state = filter.id === 'left' ? 'left' : null;
  const drafts = useAsked(`drafts ${state}`, () =>
    everyRow((cursor) => careline.authoring.drafts({ state, cursor }), mostDrafts),
  );
  const due = useAsked('due', () => careline.authoring.due({ days: soonDays }));
  const overdue = due.value === null ? 0 : dueOf(due.value, 'overdue', '').length;
  const keptTitleOf = (id: KeptFilter): string => {
    const name = t(`authoring.filter.${id}`);
    if (!isDueFilter(id) || due.value === null) return name;
    const count = dueOf(due.value, id, '').length;
    // The desk tells the first of them; which of both lists goes on past that is the later one.
    const more = due.value.length === mostDue && (id === 'soon' || count === mostDue);
    return t(more ? 'authoring.filter.count.more' : 'authoring.filter.count', { name, count });
  };
  const nameOf = (id: string): string =>
    accounts.find((one) => one.id === id)?.name ?? t('authoring.practice.all');
  const titleOf = (id: (typeof draftFilters)[number]): string => {
    const name = t(`authoring.filter.${id}`);
    if (drafts.value === null || (id === 'left') !== (state === 'left')) return name;
    return t('authoring.filter.count', { name, count: draftsOf(drafts.value.rows, id, '').length });
  };
  return (
    <div className="cl-authoring-fill">
      <PlaceHead
        title={t('authoring.place.articles')}
        lead={t('authoring.articles.lead')}
        action={
          <Button kind="primary" icon={Plus} onPress={() => setBegins({ as: 'new' })}>
            {t('authoring.new')}
          </Button>
        }
      />
      <div className="cl-authoring-choose">
        <SearchBox label={t('authoring.find')} value={text} onChange={setText} />
        <ToggleChips
          label={t('authoring.filter.drafts')}
          mustChoose
          value={filter.of === 'drafts' ? filter.id : null}
          onChange={(id) => id && setFilter({ of: 'drafts', id })}
          options={draftFilters.map((id) => ({ id, title: titleOf(id) }))}
        />
        <ToggleChips
          label={t('authoring.filter.kept')}
          mustChoose
          value={filter.of === 'kept' ? filter.id : null}
          onChange={(id) => {
            if (!id) return;
            if (isDueFilter(id)) due.again();
            setFilter({ of: 'kept', id });
          }}
          options={keptFilters.map((id) => ({ id, title: keptTitleOf(id) }))}
        />
      </div>
      {filter.of === 'drafts' ? (
        <Answer of={drafts}>
          {({ rows }) => {
            const shown = draftsOf(rows, filter.id, words);
            return shown.length === 0 && words === '' ? (
              <Nothing
                id={filter.id}
                action={
                  filter.id === 'writing' &&
                  overdue > 0 && (
                    <Button onPress={() => setFilter({ of: 'kept', id: 'overdue' })}>
                      {t('authoring.overdue.go', { count: overdue })}
                    </Button>
                  )
                }
              />
            ) : (
              <DraftTable rows={shown} nameOf={nameOf} room={room} />
            );
          }}
        </Answer>
      ) : (
        <Kept id={filter.id} words={words} nameOf={nameOf} room={room} due={due} onBegin={setBegins} />
      )}
      {begins !== null && (
        <BeginDialog
          beginning={begins}
          accounts={accounts}
          onClose={() => setBegins(null)}
          onBegun={(id) => {
            setBegins(null);
            room.openDraft(id);
          }}
        />
      )}
    </div>
  );
}

function Nothing({ id, action }: { id: Filter['id']; action?: ReactNode }) {
  return (
    <EmptyState icon={FileText} title={t(`authoring.empty.${id}`)} action={action}>
      {t('authoring.empty.what')}
    </EmptyState>
  );
}

function Kept({
  id,
  words,
  nameOf,
  room,
  due,
  onBegin,
}: {
  id: KeptFilter;
  words: string;
  nameOf: (practice: string) => string;
  room: Room;
  due: Asked<KeptArticleRow[]>;
  onBegin: (beginning: Beginning) => void;
}) {
  const today = dayOf(useNow(60_000));
  // What is due is there already, counted on its chip: list and count are one answer.
  const isDue = isDueFilter(id);
  const listed = useAsked(isDue ? 'due' : `${id} ${words}`, async () =>
    isDue
      ? ok({ rows: [], more: false })
      : everyRow((cursor) => careline.authoring.articles({ filter: id, text: words, cursor }), mostKept),
  );
  const found = isDue && due.value !== null ? dueOf(due.value, id, words) : null;
  const of = isDue
    ? { ...due, value: found && { rows: found.slice(0, mostKept), more: found.length > mostKept } }
    : listed;
  return (
    <Answer of={of}>
      {({ rows, more }) =>
        rows.length === 0 && words === '' ? (
          <Nothing id={id} />
        ) : (
          <>
            <KeptTable
              key={id}
              rows={rows}
              nameOf={nameOf}
              today={today}
              room={room}
              onBegin={onBegin}
              onVerified={of.again}
            />
            {more && <p className="cl-detail">{t('authoring.kept.more')}</p>}
          </>
        )
      }
    </Answer>
  );
}
