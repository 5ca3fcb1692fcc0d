// Every script and path with its state; what waits for approval first.
import { FileText, PenLine, Route, ShieldCheck, Stamp } from 'lucide-react';
import { useState } from 'react';
import type { Account } from '#shared/domain/accounts/account.ts';
import type { ScriptRow } from '#shared/contract/scripts.ts';
import { langs } from '#shared/domain/script/languages.ts';
import { readKey } from '#shared/domain/script/versions.ts';
import { t } from '../text/t.ts';
import { TextField, WorkList, type WorkRow } from '../ui/index.ts';

const sections = ['review', 'draft', 'force', 'path'] as const;
type Section = (typeof sections)[number];
const sectionOf = (row: ScriptRow): Section =>
  row.open?.state === 'submitted'
    ? 'review'
    : row.open !== null
      ? 'draft'
      : row.key.startsWith('path.')
        ? 'path'
        : 'force';
const langOf = (row: ScriptRow): number => langs.indexOf(readKey(row.key)?.lang ?? 'en');
const icons = { review: Stamp, draft: PenLine, force: FileText, path: Route };

export function List({
  rows,
  accounts,
  selected,
  onSelect,
}: {
  rows: readonly ScriptRow[];
  accounts: readonly Account[];
  selected: string | null;
  onSelect: (key: string) => void;
}) {
  const [words, setWords] = useState('');
  function shown(row: ScriptRow): WorkRow {
    const key = readKey(row.key);
    const account = accounts.find((a) => a.id === key?.accountId)?.name;
    const state =
      row.open !== null
        ? t(row.open.state === 'submitted' ? 'script-editor.row.submitted' : 'script-editor.row.draft')
        : row.inForce?.source === 'approved'
          ? t('script-editor.row.approved', { version: row.inForce.version })
          : row.inForce === null
            ? ''
            : t('script-editor.row.shipped', { version: row.inForce.version });
    const detail = [
      state,
      key === null ? '' : t(`script-editor.lang.${key.lang}`),
      account,
      row.unread !== null
        ? t('script-editor.row.unread', { version: row.unread })
        : row.refused > 0 && t('script-editor.row.refused', { count: row.refused }),
      row.newerShipped !== null && t('script-editor.row.newer'),
    ].filter(Boolean);
    return {
      id: row.key,
      title: row.title,
      detail: detail.join(' · '),
      icon: row.inForce?.source === 'approved' && row.open === null ? ShieldCheck : icons[sectionOf(row)],
      iconTone:
        row.refused > 0
          ? 'red'
          : row.open?.state === 'submitted' || row.newerShipped !== null
            ? 'amber'
            : undefined,
    };
  }
  const wanted = words.trim().toLowerCase();
  const all = rows
    .map((row) => ({ row, shown: shown(row) }))
    .filter(({ shown: s }) => `${s.title} ${String(s.detail)}`.toLowerCase().includes(wanted))
    // English first, as everything exists in it.
    .toSorted((a, b) => langOf(a.row) - langOf(b.row) || (a.shown.title < b.shown.title ? -1 : 1));
  return (
    <div className="cl-editor-list">
      <TextField
        label={t('script-editor.find')}
        hideLabel
        placeholder={t('script-editor.find')}
        value={words}
        onChange={setWords}
      />
      <div className="cl-editor-rows">
        <WorkList
          label={t('script-editor.list')}
          selected={selected}
          onSelect={onSelect}
          sections={sections.map((id) => ({
            id,
            title: t(`script-editor.section.${id}`),
            rows: all.filter(({ row }) => sectionOf(row) === id).map((one) => one.shown),
          }))}
          empty={<p className="cl-detail">{t('script-editor.empty')}</p>}
        />
      </div>
    </div>
  );
}
