// A number that another program handed over (`tel:`): shown large, to be copied or written into a message. Never dialled.
import { Copy, MessageSquarePlus } from 'lucide-react';
import { groups, shownNumber } from '#shared/domain/phone/phone.ts';
import { useDeskView } from '../app/desk-store.ts';
import { say, sayFailure } from '../app/say.ts';
import { changeDraft } from '../messages/draft-store.ts';
import { withNumber } from '../messages/rules.ts';
import { startDraft } from '../messages/start-draft.ts';
import { t } from '../text/t.ts';
import { Button, Dialog } from '../ui/index.ts';
import { copyText } from './copy.ts';

async function copy(number: string): Promise<void> {
  say(t((await copyText(number)) ? 'windows.number.copied' : 'windows.number.not-copied'));
}

/** The number to call back, not read back yet: that is for the person who talks to the caller. */
async function newMessageFor(number: string): Promise<void> {
  const { accountId } = useDeskView.getState();
  const started = await startDraft({ accountId, callId: null });
  if (!started.ok) return sayFailure(started);
  changeDraft(started.value.draftId, (fields) => withNumber(fields, shownNumber(number)));
}

export function ReadyNumber({ number, onClose }: { number: string; onClose: () => void }) {
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('windows.number.title')}
      actions={
        <>
          <Button onPress={onClose}>{t('windows.number.close')}</Button>
          <Button icon={Copy} onPress={() => void copy(number)}>
            {t('windows.number.copy')}
          </Button>
          <Button
            kind="primary"
            icon={MessageSquarePlus}
            onPress={() => {
              onClose();
              void newMessageFor(number);
            }}
          >
            {t('windows.number.message')}
          </Button>
        </>
      }
    >
      <div className="cl-stack">
        <p className="cl-dial">{groups(number).join(' ') || number}</p>
        <p>{t('windows.number.what')}</p>
      </div>
    </Dialog>
  );
}
