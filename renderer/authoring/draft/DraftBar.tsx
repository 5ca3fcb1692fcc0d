// The state of the open draft: whether its words are kept, what was said of it, and what may be done next.
import { ArrowLeft, Redo2, Undo2 } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { isMac } from '../../app/use-keys.ts';
import { formatDate, formatTimeSeconds } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Chip, IconButton } from '../../ui/index.ts';
import { draftTone } from '../words.ts';
import { isWritable, type OpenedDraft } from './use-draft.ts';

export interface DraftBarProps {
  draft: OpenedDraft;
  title: string;
  /** Handing in, withdrawing, writing anew. */
  actions: ReactNode;
  back: Ref<HTMLButtonElement>;
  onBack: () => void;
}

export function DraftBar({ draft, title, actions, back, onBack }: DraftBarProps) {
  const { row, history, kept } = draft;
  if (row === null) return null;
  const mod = isMac ? 'Cmd' : 'Ctrl';
  const keptText =
    kept === 'kept'
      ? t('authoring.kept', { time: formatTimeSeconds(row.changedAt) })
      : t(kept === 'waiting' ? 'authoring.keeping' : 'authoring.unkept');
  const facts = [
    t(`authoring.begun.${row.begun}`),
    row.basedOn === null ? '' : t('authoring.based-on', { version: row.basedOn }),
    t('authoring.by', { name: row.by.name, date: formatDate(row.madeAt) }),
  ].filter(Boolean);
  return (
    <div className="cl-draft-bar">
      <IconButton ref={back} icon={ArrowLeft} label={t('authoring.back')} onPress={onBack} />
      <div className="cl-draft-state">
        <h2 className="cl-draft-title">{title.trim() === '' ? t('authoring.untitled') : title}</h2>
        <span className="cl-detail-quiet">{facts.join(' · ')}</span>
      </div>
      <Chip tone={draftTone(row.state)}>{t(`authoring.state.${row.state}`)}</Chip>
      {isWritable(row) && (
        <>
          <span className="cl-detail-quiet cl-draft-kept">{keptText}</span>
          <IconButton
            icon={Undo2}
            label={t('authoring.undo')}
            keys={`${mod}+Z`}
            isDisabled={history?.past.length === 0}
            onPress={draft.undo}
          />
          <IconButton
            icon={Redo2}
            label={t('authoring.redo')}
            keys={`${mod}+Shift+Z`}
            isDisabled={history?.future.length === 0}
            onPress={draft.redo}
          />
        </>
      )}
      {actions}
    </div>
  );
}
