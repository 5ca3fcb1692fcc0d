// The Proof page over the desk, from the demo's drawer.
import '../text/late/proof.ts';
import { useSession } from '../app/session-store.ts';
import { t } from '../text/t.ts';
import { Dialog } from '../ui/index.ts';
import { Checks } from './ProofPage.tsx';

export function ProofDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const open = useSession((s) => s.state?.phase === 'open');
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('proof.title')} size="wide">
      <Checks isOpen={open} headless />
    </Dialog>
  );
}
