// The Proof page over the desk, from the demo's drawer.
import { t } from '../text/t.ts';
import { Dialog } from '../ui/index.ts';
import { ProofPage } from './ProofPage.tsx';

export function ProofDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('proof.title')} size="wide">
      <ProofPage headless />
    </Dialog>
  );
}
