// Beside the text: what it says about itself, how agents see it, what is wrong with it, what changed, and earlier states.
import type { Account } from '#shared/domain/accounts/account.ts';
import type { DraftFields } from '#shared/domain/knowledge/draft.ts';
import type { ArticleFinding } from '#shared/domain/knowledge/lint-codes.ts';
import { t } from '../../text/t.ts';
import { Tabs } from '../../ui/index.ts';
import { ChangedFields } from './ChangedFields.tsx';
import { DraftPreview } from './DraftPreview.tsx';
import { Earlier } from './Earlier.tsx';
import { Findings } from './Findings.tsx';
import { HeadForm } from './HeadForm.tsx';
import { Original } from './Original.tsx';
import { isWritable, type OpenedDraft } from './use-draft.ts';
import type { Linted } from './use-lint.ts';

export type SideId = 'head' | 'preview' | 'findings' | 'original' | 'changes' | 'earlier';

export interface SideProps {
  draft: OpenedDraft;
  fields: DraftFields;
  linted: Linted;
  accounts: readonly Account[];
  me: { id: string; name: string };
  today: string;
  shown: SideId;
  onShow: (side: SideId) => void;
  onGo: (finding: ArticleFinding) => void;
}

export function Side({ draft, fields, linted, shown, onShow, ...props }: SideProps) {
  const { row, view } = draft;
  if (row === null || view === null) return null;
  const editable = isWritable(row);
  const findings = linted.report?.findings ?? [];
  const ids: SideId[] = [
    'head',
    'preview',
    'findings',
    ...(fields.translationOf === null ? [] : ['original' as const]),
    ...(view.before === null ? [] : ['changes' as const]),
    'earlier',
  ];
  const content = (id: SideId) => {
    switch (id) {
      case 'head':
        return (
          <HeadForm
            fields={fields}
            findings={findings}
            accounts={props.accounts}
            editable={editable}
            me={props.me}
            today={props.today}
            onChange={draft.change}
          />
        );
      case 'preview':
        return <DraftPreview fields={fields} />;
      case 'findings':
        return <Findings linted={linted} onGo={props.onGo} />;
      case 'original':
        return (
          fields.translationOf && (
            <Original
              from={fields.translationOf}
              editable={editable}
              onCatchUp={(version) =>
                fields.translationOf &&
                draft.change({ translationOf: { ...fields.translationOf, version } }, 'translationOf')
              }
            />
          )
        );
      case 'changes':
        return (
          view.before && (
            <ChangedFields
              before={view.before}
              after={fields}
              label={t('authoring.changes.force', { version: view.before.version })}
            />
          )
        );
      case 'earlier':
        return (
          <Earlier
            id={row.id}
            revision={row.revision}
            fields={fields}
            onTake={editable ? (was) => draft.change(was, 'earlier') : null}
          />
        );
    }
  };
  return (
    <div className="cl-draft-side">
      <Tabs
        label={t('authoring.tabs')}
        selected={ids.includes(shown) ? shown : 'head'}
        onSelect={onShow}
        items={ids.map((id) => ({
          id,
          title: t(`authoring.tab.${id}`),
          ...(id === 'findings'
            ? {
                count: linted.report?.total ?? 0,
                countTone: (linted.report?.stops ?? 0) > 0 ? ('red' as const) : ('amber' as const),
              }
            : {}),
          content: id === shown ? content(id) : null,
        }))}
      />
    </div>
  );
}
