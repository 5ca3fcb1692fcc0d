// The head of an open draft: what it is, whether it is kept, undo and redo, the file, and publishing what lints clean.
import { ArrowLeft, Copy, FileDown, Redo2, Undo2, Upload } from 'lucide-react';
import { useState } from 'react';
import { say, sayFailure } from '../app/say.ts';
import { careline } from '../bridge/index.ts';
import { errorText, t } from '../text/t.ts';
import { formatTimeSeconds } from '../text/format.ts';
import { savedAs } from '../trainer/say.ts';
import { Banner, Button, Chip, Dialog, IconButton } from '../ui/index.ts';
import { copyText } from '../windows/copy.ts';
import { hasDialog } from './has-dialog.ts';
import { writeForm, type Draft } from './shape.ts';
import type { OpenedDraft } from './use-draft.ts';

export interface BarProps {
  opened: OpenedDraft;
  draft: Draft | null;
  /** Nothing is wrong with the text as it stands. */
  clean: boolean;
  onClose: () => void;
}

export function Bar({ opened, draft, clean, onClose }: BarProps) {
  const { history, row, failure, waiting } = opened;
  const [asks, setAsks] = useState(false);
  const exported = async (): Promise<void> => {
    if (!(await opened.flush()) || row === null) return;
    if (hasDialog()) await savedAs(careline.training.draftExport({ id: row.id }));
    else if (await copyText(history?.now ?? '', 'scenario')) say(t('scenario-editor.copied'));
  };
  return (
    <>
      <header className="cl-scenario-bar">
        <IconButton icon={ArrowLeft} label={t('scenario-editor.back')} onPress={onClose} />
        <div className="cl-scenario-state">
          <h1>
            {draft?.title || row?.title || t('scenario-editor.untitled')}
            <code>{draft?.id ?? row?.scenarioId}</code>
          </h1>
          <p className="cl-detail">
            <span role="status">
              {failure !== null
                ? t('scenario-editor.not-kept')
                : waiting
                  ? t('scenario-editor.keeping')
                  : row !== null && t('scenario-editor.kept', { time: formatTimeSeconds(row.changedAt) })}
            </span>
            {row !== null &&
              row.published !== null &&
              ` · ${t('scenario-editor.published', { version: row.published })}`}
          </p>
        </div>
        <Chip tone="amber">{t('scenario-editor.draft')}</Chip>
        <IconButton
          icon={Undo2}
          label={t('scenario-editor.undo')}
          keys="Ctrl+Z"
          isDisabled={history?.past.length === 0}
          onPress={() => opened.undo()}
        />
        <IconButton
          icon={Redo2}
          label={t('scenario-editor.redo')}
          keys="Ctrl+Shift+Z"
          isDisabled={history?.future.length === 0}
          onPress={() => opened.redo()}
        />
        <Button icon={hasDialog() ? FileDown : Copy} onPress={() => void exported()}>
          {t(hasDialog() ? 'scenario-editor.export' : 'scenario-editor.copy')}
        </Button>
        <Button
          kind="primary"
          icon={Upload}
          isDisabled={!clean || draft === null}
          onPress={() => setAsks(true)}
        >
          {t(clean ? 'scenario-editor.publish' : 'scenario-editor.publish.not-yet')}
        </Button>
      </header>
      {failure !== null && (
        <Banner
          tone="amber"
          title={errorText(failure.code).sentence}
          action={
            <Button
              size="small"
              onPress={() => (failure.code === 'conflict' ? opened.read() : void opened.flush())}
            >
              {t(failure.code === 'conflict' ? 'scenario-editor.read-kept' : 'trainer.again')}
            </Button>
          }
        >
          {failure.code === 'conflict' ? t('scenario-editor.conflict') : errorText(failure.code).next}
        </Banner>
      )}
      {asks && draft !== null && <Publish draft={draft} opened={opened} onClose={() => setAsks(false)} />}
    </>
  );
}

/** The version that comes after the one in force: a score names the text that made it. */
function Publish({ draft, opened, onClose }: { draft: Draft; opened: OpenedDraft; onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  async function publish(): Promise<void> {
    setBusy(true);
    const all = await careline.training.scenarios();
    if (!all.ok) {
      setBusy(false);
      return setFailure(all.code);
    }
    const now = all.value.find((s) => s.id === draft.id)?.version ?? 0;
    if (draft.version <= now) opened.change(writeForm({ ...draft, version: now + 1 }), 'head.version');
    const done = await opened.publish();
    setBusy(false);
    if (done === null) return onClose();
    if (!done.ok) {
      if (done.code === 'training-signed-out') sayFailure(done);
      return setFailure(done.code);
    }
    say(t('scenario-editor.publish.done', { id: draft.id, version: done.value.published ?? 0 }));
    onClose();
  }
  const told = failure === null ? null : errorText(failure);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('scenario-editor.publish.title', { title: draft.title })}
      actions={
        <>
          <Button onPress={onClose}>{t('trainer.cancel')}</Button>
          <Button kind="primary" isPending={busy} onPress={() => void publish()}>
            {t('scenario-editor.publish')}
          </Button>
        </>
      }
    >
      <div className="cl-stack">
        <p>{t('scenario-editor.publish.what', { id: draft.id })}</p>
        {told !== null && (
          <Banner tone="amber" title={told.sentence}>
            {told.next}
          </Banner>
        )}
      </div>
    </Dialog>
  );
}
