// Beginning a draft: a new article of a kind, or a version, translation or variant of one in force.
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { Account } from '#shared/domain/accounts/account.ts';
import { articleKinds, everyPractice, type ArticleKind } from '#shared/domain/knowledge/article.ts';
import type { Failure } from '#shared/domain/result.ts';
import { langs, type Lang } from '#shared/domain/script/languages.ts';
import { careline } from '../../bridge/index.ts';
import { t } from '../../text/t.ts';
import { Button, Dialog, FailedBanner, Select } from '../../ui/index.ts';
import type { InForce } from './ArticleMenu.tsx';

export type Beginning = { as: 'new' } | { as: 'edit' | 'translation' | 'variant'; from: InForce };

export function BeginDialog({
  beginning,
  accounts,
  onClose,
  onBegun,
}: {
  beginning: Beginning;
  accounts: readonly Account[];
  onClose: () => void;
  onBegun: (draftId: string) => void;
}) {
  const from = beginning.as === 'new' ? null : beginning.from;
  const others = langs.filter((lang) => beginning.as !== 'translation' || lang !== from?.lang);
  const [kind, setKind] = useState<ArticleKind>(from?.kind ?? 'article');
  const [lang, setLang] = useState<Lang>(others[0] ?? 'en');
  const [practice, setPractice] = useState<string | null>(
    beginning.as === 'variant' ? (accounts[0]?.id ?? null) : everyPractice,
  );
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { as } = beginning;
  async function begin(): Promise<void> {
    setBusy(true);
    const result = await careline.authoring.begin(
      {
        id: uuidv7(),
        as,
        from: from === null ? null : { id: from.id, version: null },
        kind,
        lang: as === 'variant' ? (from?.lang ?? lang) : lang,
        practice: as === 'new' || as === 'variant' ? practice : null,
      },
      { sureWithin: 5000 },
    );
    setBusy(false);
    setFailure(result.ok ? null : result);
    if (result.ok) onBegun(result.value.row.id);
  }
  return (
    <Dialog
      isOpen
      size="small"
      onClose={onClose}
      title={t(`authoring.begin.${as}`)}
      actions={
        <>
          <Button onPress={onClose}>{t('authoring.cancel')}</Button>
          <Button
            kind="primary"
            isPending={busy}
            isDisabled={as === 'variant' && practice === null}
            onPress={() => void begin()}
          >
            {t('authoring.begin')}
          </Button>
        </>
      }
    >
      <div className="cl-stack">
        {from !== null && as !== 'new' && <p>{t(`authoring.begin.${as}.what`, { title: from.title })}</p>}
        {failure && <FailedBanner code={failure.code} />}
        {as === 'new' && (
          <Select
            label={t('authoring.head.kind')}
            value={kind}
            onChange={setKind}
            options={articleKinds.map((id) => ({
              id,
              title: t(`authoring.kind.${id}`),
              detail: t(`authoring.kind.${id}.what`),
            }))}
          />
        )}
        {(as === 'new' || as === 'translation') && (
          <Select
            label={t('authoring.head.lang')}
            value={lang}
            onChange={setLang}
            options={others.map((id) => ({ id, title: t(`authoring.lang.${id}`) }))}
          />
        )}
        {(as === 'new' || as === 'variant') && (
          <Select
            label={t('authoring.head.practice')}
            value={practice}
            onChange={setPractice}
            options={[
              ...(as === 'new' ? [{ id: everyPractice, title: t('authoring.practice.all') }] : []),
              ...accounts.map(({ id, name }) => ({ id, title: name })),
            ]}
          />
        )}
      </div>
    </Dialog>
  );
}
