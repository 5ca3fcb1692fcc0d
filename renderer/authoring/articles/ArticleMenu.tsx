// What can be done with an article in force: a new version, a translation, a variant; a supervisor takes it out of use.
import { Archive, CopyPlus, Ellipsis, GitFork, Languages, UserRoundCheck } from 'lucide-react';
import { useState } from 'react';
import type { ArticleKind, VerificationState } from '#shared/domain/knowledge/article.ts';
import type { Failure } from '#shared/domain/result.ts';
import type { Lang } from '#shared/domain/script/languages.ts';
import { careline } from '../../bridge/index.ts';
import { t } from '../../text/t.ts';
import { Button, Dialog, FailedBanner, Icon, Menu, TextArea, toast, type MenuRow } from '../../ui/index.ts';
import type { Room } from '../places.ts';
import { ReadBy } from '../ReadBy.tsx';
import type { Beginning } from './BeginDialog.tsx';

export interface InForce {
  id: string;
  version: number;
  title: string;
  kind: ArticleKind;
  lang: Lang;
  mustRead: boolean;
  state: VerificationState;
}

export function ArticleMenu({
  article,
  room,
  onBegin,
}: {
  article: InForce;
  room: Room;
  onBegin: (beginning: Beginning) => void;
}) {
  const [open, setOpen] = useState<'retire' | 'read' | null>(null);
  const begin = (as: 'edit' | 'translation' | 'variant') => () => onBegin({ as, from: article });
  const rows: MenuRow[] = [
    { id: 'edit', title: t('authoring.do.edit'), icon: CopyPlus, run: begin('edit') },
    { id: 'translation', title: t('authoring.do.translation'), icon: Languages, run: begin('translation') },
    { id: 'variant', title: t('authoring.do.variant'), icon: GitFork, run: begin('variant') },
    ...(article.mustRead
      ? [{ id: 'read', title: t('authoring.read'), icon: UserRoundCheck, run: () => setOpen('read') }]
      : []),
    ...(room.decides && article.state !== 'retired'
      ? [{ id: 'retire', title: t('authoring.do.retire'), icon: Archive, run: () => setOpen('retire') }]
      : []),
  ];
  return (
    <>
      <Menu label={t('authoring.do', { title: article.title })} rows={rows}>
        <Icon of={Ellipsis} size={18} />
      </Menu>
      {open === 'retire' && <Retire article={article} onClose={() => setOpen(null)} />}
      {open === 'read' && (
        <Dialog isOpen reading onClose={() => setOpen(null)} title={article.title}>
          <ReadBy about="article" id={article.id} version={article.version} />
        </Dialog>
      )}
    </>
  );
}

function Retire({ article, onClose }: { article: InForce; onClose: () => void }) {
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  async function go(): Promise<void> {
    setBusy(true);
    const result = await careline.authoring.retire(
      { id: article.id, version: article.version, note: note.trim() },
      { sureWithin: 10_000 },
    );
    setBusy(false);
    if (!result.ok) return setFailure(result);
    toast({ text: t('authoring.retire.done', { title: article.title }) });
    onClose();
  }
  return (
    <Dialog
      isOpen
      size="small"
      role="alertdialog"
      onClose={onClose}
      title={t('authoring.retire.title', { title: article.title })}
      actions={
        <>
          <Button onPress={onClose}>{t('authoring.cancel')}</Button>
          <Button kind="danger" isPending={busy} onPress={() => void go()}>
            {t('authoring.do.retire')}
          </Button>
        </>
      }
    >
      <div className="cl-stack">
        <p>{t('authoring.retire.what')}</p>
        {failure && <FailedBanner code={failure.code} />}
        <TextArea
          label={t('authoring.retire.note')}
          optional
          maxLength={500}
          value={note}
          onChange={setNote}
        />
      </div>
    </Dialog>
  );
}
