// One message's card by where its dispatch stands.
import { Siren } from 'lucide-react';
import type { DispatchCard as Card } from '#shared/contract/dispatch.ts';
import { t } from '../text/t.ts';
import { Icon } from '../ui/index.ts';
import { Accepted } from './cards/Accepted.tsx';
import { Backend } from './cards/Backend.tsx';
import { Countdown, Manual } from './cards/Manual.tsx';
import { Nobody } from './cards/Nobody.tsx';
import { HelpFirst } from './cards/HelpFirst.tsx';

export function DispatchCard({ card }: { card: Card }) {
  switch (card.state) {
    case 'manual':
      return <Manual card={card} />;
    case 'backend':
      return <Backend card={card} />;
    case 'accepted':
      return <Accepted card={card} />;
    case 'ended':
      return card.outcome === null ? <Ended card={card} /> : null;
  }
}

function Ended({ card }: { card: Card }) {
  return (
    <section className="cl-dispatch cl-dispatch-red" aria-label={t('dispatch.ended')}>
      {card.urgency === 'emergency' && <HelpFirst messageId={card.messageId} />}
      <header className="cl-dispatch-head">
        <Icon of={Siren} size={24} />
        <div className="cl-dispatch-head-words">
          <h2>{t('dispatch.ended')}</h2>
          <p>{t('dispatch.ended.what')}</p>
        </div>
        <Countdown card={card} />
      </header>
      <Nobody card={card} />
    </section>
  );
}
