// The role's cards in the order of the disclosure table, and what the role is not shown, said rather than left out.
import { FlaskConical, Lock, RefreshCw } from 'lucide-react';
import { cards as everyCard, type Card as CardName } from '#shared/domain/disclosure/table.ts';
import { useAccount } from '../app/accounts.ts';
import { t } from '../text/t.ts';
import { Banner, Button, Card, useNow } from '../ui/index.ts';
import { allWithheld, isAway, isStale, unasked } from './card-state.ts';
import { AllergyCard, ConditionCard, MedicineCard } from './ClinicalCards.tsx';
import { AppointmentCard } from './AppointmentCard.tsx';
import { CoverageCard } from './CoverageCard.tsx';
import { IdentityCard } from './IdentityCard.tsx';
import type { Cards } from './use-cards.ts';
import { useRetry } from './use-retry.ts';

/** Pause before cards that could not be renewed are asked for again, ms. */
const askAgainAfter = 30_000;

export interface PatientCardsProps {
  cards: Cards;
  names: readonly CardName[];
  accountId: string | null;
}

const drawn = {
  identity: IdentityCard,
  appointments: AppointmentCard,
  conditions: ConditionCard,
  allergies: AllergyCard,
  medicines: MedicineCard,
  coverage: CoverageCard,
} as const;

export function PatientCards({ cards, names, accountId }: PatientCardsProps) {
  // A visit's time is the clinic's; undefined = this computer's.
  const zone = useAccount(accountId)?.zone;
  const { loads, renew } = cards;
  const away = names.filter((name) => isAway(loads[name]));
  useRetry(away.length > 0, () => away.forEach((name) => renew(name)), askAgainAfter);
  if (allWithheld(loads))
    return (
      <div className="cl-patient-cards">
        <Card title={t('patient.card.record')} icon={Lock}>
          {t('patient.card.withheld')}
        </Card>
      </div>
    );
  const hidden = everyCard.filter((name) => name !== 'results' && !names.includes(name));
  return (
    <div className="cl-patient-cards">
      <StaleBanner cards={cards} names={names} />
      {names.map((name) => {
        if (name === 'results') return null;
        const Drawn = drawn[name];
        return (
          <Drawn
            key={name}
            loads={loads}
            load={loads[name] ?? unasked}
            onRetry={() => renew(name)}
            zone={zone}
          />
        );
      })}
      <Card
        title={t('patient.card.results')}
        icon={FlaskConical}
        status={{ kind: 'not-permitted', text: t('patient.cards.results') }}
      />
      {hidden.length > 0 && (
        <Card
          title={hidden.map((name) => t(`patient.card.${name}`)).join(', ')}
          icon={Lock}
          status={{ kind: 'not-permitted', text: t('patient.cards.not-for-role') }}
        />
      )}
    </div>
  );
}

/** Said once above the cards; each card carries its own age beside it. */
function StaleBanner({ cards, names }: Pick<PatientCardsProps, 'cards' | 'names'>) {
  const now = useNow(15_000);
  const known = names.map((name) => cards.loads[name] ?? unasked);
  if (!known.some((load) => isStale(load, now))) return null;
  const away = known.some(isAway);
  return (
    <Banner
      tone="amber"
      icon={RefreshCw}
      spoken={false}
      action={
        <Button size="small" isPending={known.some((load) => load.busy)} onPress={() => cards.renew()}>
          {t('patient.cards.renew')}
        </Button>
      }
    >
      {t(away ? 'patient.cards.stale' : 'patient.cards.old')}
    </Banner>
  );
}
