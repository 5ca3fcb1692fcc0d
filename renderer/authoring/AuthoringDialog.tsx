// The writers' room over the desk: a supervisor opens it from the palette, the person's menu or the settings.
import '../text/late/authoring.ts';
import { useCallback, useRef } from 'react';
import { keptIn } from '../app/kept-words.ts';
import { useSession } from '../app/session-store.ts';
import { t } from '../text/t.ts';
import { announce, Dialog, toast } from '../ui/index.ts';
import { AuthoringRoom } from './AuthoringRoom.tsx';
import { keptTerms, unpublishedIn, type Editing } from './terms/terms-edit.ts';

/** What is not published is told of on the way out, and stays. */
function tellUnpublished(): void {
  const person = useSession.getState().state?.person?.id;
  if (person === undefined || unpublishedIn(keptIn<Editing | null>(keptTerms(person), null)) === 0) return;
  const said = t('authoring.terms.unpublished');
  toast({ text: said });
  announce(said);
}

export default function AuthoringDialog({ onClose }: { onClose: () => void }) {
  const flush = useRef<() => Promise<unknown>>(() => Promise.resolve());
  const ready = useCallback((keep: (() => Promise<unknown>) | null): void => {
    flush.current = keep ?? (() => Promise.resolve());
  }, []);
  return (
    <Dialog
      isOpen
      size="full"
      role="alertdialog"
      onClose={() =>
        void flush.current().then(() => {
          tellUnpublished();
          onClose();
        })
      }
      title={t('authoring.title')}
    >
      <AuthoringRoom onFlush={ready} />
    </Dialog>
  );
}
