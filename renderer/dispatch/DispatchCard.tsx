// One message's card by where its dispatch stands.
import { Phone, Siren } from 'lucide-react';
import type { DispatchCard as Card } from '#shared/contract/dispatch.ts';
import { t } from '../text/t.ts';
import { cx, Icon } from '../ui/index.ts';
import { Accepted } from './cards/Accepted.tsx';
import { Backend } from './cards/Backend.tsx';
import { ClassChip, Countdown, Manual } from './cards/Manual.tsx';
import { Nobody } from './cards/Nobody.tsx';
import { isGrave } from './pick.ts';
import { InShort } from './cards/InShort.tsx';
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
  const grave = isGrave(card);
  return (
    <section
      className={cx('cl-dispatch', grave ? 'cl-dispatch-red' : 'cl-dispatch-amber')}
      aria-label={t('dispatch.ended')}
    >
      {card.urgency === 'emergency' && <HelpFirst messageId={card.messageId} />}
      <header className="cl-dispatch-head">
        <Icon of={grave ? Siren : Phone} size={24} />
        <div className="cl-dispatch-head-words">
          <h2>
            {t('dispatch.ended')} <ClassChip card={card} />
          </h2>
          <p>{t('dispatch.ended.what')}</p>
        </div>
        <Countdown card={card} />
      </header>
      <InShort card={card} />
      <Nobody card={card} />
    </section>
  );
}
