// The foot of the form, always in view: kept or not, what lacks, and saving.
import { CircleAlert, CreditCard, Save, SaveOff, Trash2 } from 'lucide-react';
import type { Problem } from '#shared/domain/messages/complete.ts';
import { say, sayFailure } from '../../app/say.ts';
import { formatTimeSeconds } from '../../text/format.ts';
import { errorText, t } from '../../text/t.ts';
import { Button, Icon, KeptMark, toast } from '../../ui/index.ts';
import { discardDraft, takeBackDraft, type OpenDraft } from '../draft-store.ts';
import { NotSaved } from '../NotSaved.tsx';
import type { KeptState } from '../keeper.ts';
import { closeDraft, showDraft, showMessage } from '../start-draft.ts';

export interface FormFootProps {
  draftId: string;
  draft: Extract<OpenDraft, { phase: 'open' }>;
  problems: readonly Problem[];
  onGoTo: (problem: Problem) => void;
  onSave: () => void;
  /** Saves although something lacks; the message says so until somebody completes it. */
  onSaveIncomplete: () => void;
}

function Kept({ kept }: { kept: KeptState }) {
  if (kept.kind === 'unkept')
    return (
      <p className="cl-messages-unkept" role="status">
        <Icon of={CircleAlert} size={15} />
        <span>
          {t('messages.unkept', { why: errorText(kept.code).sentence })}
          {kept.at !== null && ` ${t('messages.unkept.last', { time: formatTimeSeconds(kept.at) })}`}
        </span>
      </p>
    );
  return kept.at === null ? null : <KeptMark at={kept.at} />;
}

/** The form that had the focus is gone: it goes to "New message" where that stands now, else to the list at the left. */
function focusAfterDiscard(): void {
  if (document.activeElement !== document.body) return;
  const next =
    document.querySelector<HTMLElement>('button[aria-keyshortcuts="F8"], button[aria-keyshortcuts$="+N"]') ??
    document.querySelector<HTMLElement>('.cl-work [role="option"]');
  next?.focus();
}

export function FormFoot({ draftId, draft, problems, onGoTo, onSave, onSaveIncomplete }: FormFootProps) {
  const failure = draft.failure !== null && draft.failure.code !== 'incomplete' ? draft.failure : null;
  const callId = draft.fields.origin?.kind === 'call' ? draft.fields.origin.callId : null;
  const discard = async (): Promise<void> => {
    const failed = await discardDraft(draftId);
    if (failed !== null) return sayFailure(failed);
    closeDraft(draftId);
    if (draft.revises !== null) showMessage(draft.revises.messageId);
    requestAnimationFrame(focusAfterDiscard);
    toast({
      text: t('messages.discarded'),
      icon: Trash2,
      onUndo: () =>
        void takeBackDraft(draftId).then((undone) => {
          if (undone !== null) return sayFailure(undone);
          showDraft(draftId, callId);
          say(t('messages.taken-back'));
        }),
    });
  };
  return (
    <footer className="cl-messages-foot">
      {failure !== null && <NotSaved failure={failure} />}
      {draft.masked > 0 && (
        <p className="cl-messages-masked" role="status">
          <Icon of={CreditCard} size={15} />
          <span>{t('messages.card.masked', { count: draft.masked })}</span>
        </p>
      )}
      {problems.length > 0 && (
        <div className="cl-messages-missing" role="group" aria-label={t('messages.missing.title')}>
          <p>
            <strong>{t('messages.missing.count', { count: problems.length })}</strong>
          </p>
          <ul>
            {problems.map((problem) => (
              <li key={problem}>
                <button type="button" className="cl-messages-jump" onClick={() => onGoTo(problem)}>
                  {t(`messages.missing.${problem}`)}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="cl-messages-bar">
        <Kept kept={draft.kept} />
        <span className="cl-messages-gap" />
        <Button
          kind="plain"
          size="small"
          icon={Trash2}
          isDisabled={draft.saving}
          onPress={() => void discard()}
        >
          {t('messages.discard')}
        </Button>
        {problems.length > 0 && (
          <Button icon={SaveOff} isDisabled={draft.saving} onPress={onSaveIncomplete}>
            {t('messages.save.incomplete')}
          </Button>
        )}
        <Button kind="primary" icon={Save} keys="Ctrl+Enter" isPending={draft.saving} onPress={onSave}>
          {draft.saving ? t('messages.saving') : t('messages.save')}
        </Button>
      </div>
    </footer>
  );
}
