// A page elsewhere: its address is text. Nothing opens from here, and nothing of it is on this computer.
import { Link2 } from 'lucide-react';
import { t } from '../../text/t.ts';
import { Icon } from '../../ui/index.ts';

export function LinkCard({ address, name }: { address: string | null; name: string }) {
  return (
    <section className="cl-knowledge-internal">
      <h3>
        <Icon of={Link2} size={15} />
        <span>{t('knowledge.link.title', { name })}</span>
      </h3>
      {address !== null && <p className="cl-knowledge-address cl-knowledge-address-whole">{address}</p>}
      <p className="cl-detail">{t('knowledge.link.what')}</p>
    </section>
  );
}
