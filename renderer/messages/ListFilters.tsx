// Which messages the list shows: one account or all, one state or all.
import { useAccounts } from '../app/accounts.ts';
import { t } from '../text/t.ts';
import { Select, ToggleChips } from '../ui/index.ts';
import { listFilters } from './list-rows.ts';
import { look, useList } from './list-store.ts';

const all = 'all';

export function ListFilters() {
  const { filter, accountId } = useList();
  const { accounts } = useAccounts();
  return (
    <div className="cl-messages-filters">
      {accounts.length > 1 && (
        <Select
          label={t('messages.list.account')}
          hideLabel
          value={accountId ?? all}
          onChange={(id) => look({ accountId: id === all ? null : id })}
          options={[
            { id: all, title: t('messages.list.account.all') },
            ...accounts.map((a) => ({ id: a.id, title: a.name })),
          ]}
        />
      )}
      <ToggleChips
        label={t('messages.list.filter')}
        hideLabel
        mustChoose
        value={filter}
        onChange={(id) => id !== null && look({ filter: id })}
        options={listFilters.map((id) => ({ id, title: t(`messages.list.filter.${id}`) }))}
      />
    </div>
  );
}
