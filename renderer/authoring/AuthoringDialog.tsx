// The writers' room over the desk: a supervisor opens it from the palette, the person's menu or the settings.
import '../text/late/authoring.ts';
import { useCallback, useRef } from 'react';
import { t } from '../text/t.ts';
import { Dialog } from '../ui/index.ts';
import { AuthoringRoom } from './AuthoringRoom.tsx';

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
      onClose={() => void flush.current().then(onClose)}
      title={t('authoring.title')}
    >
      <AuthoringRoom onFlush={ready} />
    </Dialog>
  );
}
