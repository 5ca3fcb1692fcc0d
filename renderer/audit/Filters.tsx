// By whom, in which role, what, with which outcome, when, and about which id.
import { FilterX, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { AuditFilter } from '#shared/contract/audit.ts';
import { roles } from '#shared/contract/kinds.ts';
import { auditGroups } from '#shared/domain/audit/events.ts';
import { t } from '../text/t.ts';
import { DateField, IconButton, Select, TextField } from '../ui/index.ts';
import { useNameOf, usePeople } from './names.ts';
import { anyRow, filterBy, readLog, useLog } from './store.ts';
import { dayStart, roleText } from './words.ts';

/** Of a list: whatever it is. */
const every = '*';
const outcomes = ['all', 'done', 'refused'] as const;
const idShape = /^[A-Za-z0-9._:|/-]{1,128}$/;

export function Filters() {
  const { filter } = useLog();
  const people = usePeople();
  const nameOf = useNameOf();
  // What is typed and not a day or an id yet filters nothing.
  const [typed, setTyped] = useState({ from: '', to: '', subject: filter.subject ?? '' });
  const [shown, setShown] = useState(filter.subject);
  if (shown !== filter.subject) {
    setShown(filter.subject);
    setTyped({ ...typed, subject: filter.subject ?? '' });
  }
  const day = (key: 'from' | 'to') => ({
    value: typed[key],
    onChange: (value: string) => {
      setTyped({ ...typed, [key]: value });
      const at = value.trim() === '' ? null : dayStart(value, key === 'to' ? 1 : 0);
      if (at !== undefined && at !== filter[key]) void filterBy({ [key]: at });
    },
    placeholder: t('audit.filter.day'),
    ...(typed[key].trim().length >= 10 && dayStart(typed[key]) === undefined
      ? { error: t('audit.filter.day.wrong') }
      : {}),
  });
  const take = (change: Partial<AuditFilter>): void => void filterBy(change);
  const listed = people.some((one) => one.id === filter.person);
  return (
    <search className="cl-audit-filters" aria-label={t('audit.filter')}>
      <Select
        label={t('audit.filter.person')}
        value={filter.person ?? every}
        options={[
          { id: every, title: t('audit.filter.everybody') },
          { id: '', title: t('audit.filter.nobody') },
          ...people.map(({ id, name }) => ({ id, title: name })),
          // Somebody who has left the organisation.
          ...(filter.person === null || filter.person === '' || listed
            ? []
            : [{ id: filter.person, title: nameOf(filter.person) }]),
        ]}
        onChange={(id) => take({ person: id === every ? null : id })}
      />
      <Select
        label={t('audit.filter.role')}
        value={filter.role ?? every}
        options={[
          { id: every, title: t('audit.filter.any-role') },
          ...roles.map((role) => ({ id: role as string, title: roleText(role) })),
        ]}
        onChange={(id) => take({ role: id === every ? null : id })}
      />
      <Select
        label={t('audit.filter.group')}
        value={filter.group ?? every}
        options={[
          { id: every, title: t('audit.filter.everything') },
          ...auditGroups.map((id) => ({ id, title: t(`audit.group.${id}`) })),
        ]}
        onChange={(id) => take({ group: id === every ? null : id })}
      />
      <Select
        label={t('audit.filter.outcome')}
        value={filter.outcome}
        options={outcomes.map((id) => ({ id, title: t(`audit.outcome.${id}`) }))}
        onChange={(outcome) => take({ outcome })}
      />
      <DateField label={t('audit.filter.from')} {...day('from')} />
      <DateField label={t('audit.filter.to')} {...day('to')} />
      <TextField
        label={t('audit.filter.subject')}
        mono
        value={typed.subject}
        placeholder={t('audit.filter.subject.hint')}
        maxLength={128}
        onChange={(subject) => {
          setTyped({ ...typed, subject });
          const id = subject.trim();
          if (id === '') take({ subject: null });
          else if (id.length >= 3 && idShape.test(id)) take({ subject: id });
        }}
        {...(typed.subject.trim() !== '' && !idShape.test(typed.subject.trim())
          ? { error: t('audit.filter.subject.wrong') }
          : {})}
      />
      <div className="cl-audit-filters-do">
        <IconButton icon={RefreshCw} label={t('audit.list.refresh')} onPress={() => void readLog()} />
        <IconButton
          icon={FilterX}
          label={t('audit.filter.clear')}
          isDisabled={JSON.stringify(filter) === JSON.stringify(anyRow)}
          onPress={() => {
            setTyped({ from: '', to: '', subject: '' });
            take(anyRow);
          }}
        />
      </div>
    </search>
  );
}
