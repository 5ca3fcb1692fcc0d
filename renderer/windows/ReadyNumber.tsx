// A number that another program handed over (`tel:`): shown large, to be copied or written into a message. Never dialled.
import { Copy, MessageSquarePlus } from 'lucide-react';
import { shownNumber } from '#shared/domain/phone/phone.ts';
import { say, sayFailure } from '../app/say.ts';
import { changeDraft } from '../messages/draft-store.ts';
import { withNumber } from '../messages/rules.ts';
import { startDraft } from '../messages/start-draft.ts';
import { t } from '../text/t.ts';
import { Button, Dialog } from '../ui/index.ts';
import { copyText } from './copy.ts';
import { shownAs } from './WaitingLink.tsx';

async function copy(number: string): Promise<void> {
  say(t((await copyText(number, 'number')) ? 'windows.number.copied' : 'windows.number.not-copied'));
}

/** The number to call back, not read back yet: that is for the person who talks to the caller. */
async function newMessageFor(number: string): Promise<void> {
  // Said in the form, so that it does not read as a message of whoever is on the line.
  const started = await startDraft({ accountId: null, callId: null, otherPhoneWhy: t('windows.number.why') });
  if (!started.ok) return sayFailure(started);
  changeDraft(started.value.draftId, (fields) => withNumber(fields, shownNumber(number)));
}

export interface ReadyNumberProps {
  number: string;
  /** How many more links wait behind this one. */
  more: number;
  onClose: () => void;
  /** It goes into a message: nothing else may stand over that now. */
  onWritten: () => void;
}

export function ReadyNumber({ number, more, onClose, onWritten }: ReadyNumberProps) {
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('windows.number.title')}
      actions={
        <>
          <Button onPress={onClose}>{t(more > 0 ? 'windows.number.next' : 'windows.number.close')}</Button>
          <Button icon={Copy} onPress={() => void copy(number)}>
            {t('windows.number.copy')}
          </Button>
          <Button
            kind="primary"
            icon={MessageSquarePlus}
            onPress={() => {
              onWritten();
              void newMessageFor(number);
            }}
          >
            {t('windows.number.message')}
          </Button>
        </>
      }
    >
      <div className="cl-stack">
        <p className="cl-dial">{shownAs(number)}</p>
        <p>{t('windows.number.what')}</p>
        {more > 0 && <p className="cl-detail">{t('windows.number.more', { count: more })}</p>}
      </div>
    </Dialog>
  );
}
