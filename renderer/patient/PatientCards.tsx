// The cards of a verified patient: what this call needs first, the rest folded, and what is not shown said rather than
// left out. One button and one key ask for all of them anew.
import { ChevronDown, ChevronRight, Lock, RefreshCw } from 'lucide-react';
import { useEffect, useEffectEvent, useState, type ComponentType, type ReactNode } from 'react';
import type { Card as CardName } from '#shared/domain/disclosure/table.ts';
import { useAccount } from '../app/accounts.ts';
import { keysOf } from '../app/keys.ts';
import { onRenewRecord } from '../app/renew.ts';
import { isMac } from '../app/use-keys.ts';
import { t } from '../text/t.ts';
import { Banner, Button, Card, Chip, IconButton, announce, useNow } from '../ui/index.ts';
import { AppointmentCard } from './AppointmentCard.tsx';
import { allWithheld, isAway, isStale, kindOf, unasked, type Loads } from './card-state.ts';
import { ContactCard } from './cards/ContactCard.tsx';
import { CareTeamCard, ImmunisationCard } from './cards/HistoryCards.tsx';
import { LabCard } from './cards/LabCard.tsx';
import { BenefitCard, MoneyCard } from './cards/MoneyCards.tsx';
import { CareGapCard, PreferenceCard, TaskCard } from './cards/WorkCards.tsx';
import { AllergyCard, ConditionCard, MedicineCard } from './ClinicalCards.tsx';
import { CoverageCard } from './CoverageCard.tsx';
import { asOfText } from './dates.ts';
import type { OneCardProps } from './FactCard.tsx';
import { IdentityCard } from './IdentityCard.tsx';
import { insteadOf } from './instead.ts';
import type { Cards } from './use-cards.ts';
import { useRetry } from './use-retry.ts';
import { arrange, type About } from './what.ts';
import './cards/cards.css';

/** Pause before cards that could not be renewed are asked for again, ms. */
const askAgainAfter = 30_000;
/** Fewer cards than these are not worth a button. */
const worthFolding = 3;

export interface PatientCardsProps {
  cards: Cards;
  /** What is asked for: `namesFor(about)`. */
  names: readonly CardName[];
  accountId: string | null;
  about: About;
  /** What stands first; without it what the call is about decides. */
  first?: readonly CardName[];
}

const drawn: Record<CardName, ComponentType<OneCardProps>> = {
  identity: IdentityCard,
  appointments: AppointmentCard,
  contacts: ContactCard,
  conditions: ConditionCard,
  allergies: AllergyCard,
  medicines: MedicineCard,
  immunisations: ImmunisationCard,
  labs: LabCard,
  coverage: CoverageCard,
  benefits: BenefitCard,
  money: MoneyCard,
  'care-team': CareTeamCard,
  'care-gaps': CareGapCard,
  tasks: TaskCard,
  preferences: PreferenceCard,
};

export function PatientCards({ cards, names, accountId, about, first: wanted }: PatientCardsProps) {
  // A visit's time is the clinic's; undefined = this computer's.
  const zone = useAccount(accountId)?.zone;
  const { loads, renew, ask } = cards;
  const away = names.filter((name) => isAway(loads[name]));
  useRetry(away.length > 0, () => renew(), askAgainAfter);
  useRenewKey(() => renew());
  if (allWithheld(loads))
    return (
      <div className="cl-patient-cards">
        <Card title={t('patient.card.record')} icon={Lock}>
          {t('patient.card.withheld')}
        </Card>
      </div>
    );
  const { first, rest, hidden } = arrange(names, about, wanted);
  const draw = (name: CardName) => {
    const Drawn = drawn[name];
    return (
      <Drawn key={name} loads={loads} load={loads[name] ?? unasked} onRetry={() => renew(name)} zone={zone} />
    );
  };
  return (
    <div className="cl-patient-cards">
      {first.map(({ card, why }) =>
        why === null ? (
          draw(card)
        ) : (
          <Card
            key={card}
            title={t(`patient-cards.title.${card}`)}
            icon={Lock}
            status={insteadOf([card], why, about.reason === null)}
          />
        ),
      )}
      {rest.length < worthFolding && (ask === undefined || rest.length === 0) ? (
        rest.map(draw)
      ) : (
        <More names={rest} loads={loads} onOpen={() => ask?.(rest)}>
          {rest.map(draw)}
        </More>
      )}
      {hidden.map(({ why, cards: gone }) => (
        <div key={why} className="cl-patient-hidden">
          <Card
            title={gone.map((name) => t(`patient-cards.title.${name}`)).join(', ')}
            icon={Lock}
            status={
              wanted !== undefined && why === 'call'
                ? { kind: 'not-permitted', text: t('access.not-shown') }
                : insteadOf(gone, why, about.reason === null)
            }
          />
        </div>
      ))}
    </div>
  );
}

function useRenewKey(renew: () => void): void {
  const heard = useEffectEvent((pressed: boolean) => {
    renew();
    if (pressed) announce(t('patient-cards.renew.said'));
  });
  useEffect(() => onRenewRecord((pressed) => heard(pressed)), []);
}

/** How old the oldest card in sight is, and asking anew; amber once something could not be renewed or grew old. */
export function ReadLine({ cards, names }: Pick<PatientCardsProps, 'cards' | 'names'>) {
  const now = useNow(15_000);
  const known = names.map((name) => cards.loads[name] ?? unasked);
  const busy = known.some((load) => load.busy);
  const keys = keysOf('renew-record', isMac);
  if (known.some((load) => isStale(load, now)))
    return (
      <Banner
        tone="amber"
        icon={RefreshCw}
        spoken={false}
        action={
          <Button size="small" keys={keys} isPending={busy} onPress={() => cards.renew()}>
            {t('patient.cards.renew')}
          </Button>
        }
      >
        {t(known.some(isAway) ? 'patient.cards.stale' : 'patient.cards.old')}
      </Banner>
    );
  const oldest = known.flatMap((load) => load.view?.asOf ?? []).toSorted()[0];
  return (
    <div className="cl-patient-read">
      <span>
        {busy
          ? t('patient-cards.reading', { count: known.filter((load) => load.busy).length })
          : oldest !== undefined && t('patient-cards.read', { time: asOfText(oldest, now) })}
      </span>
      <IconButton
        icon={RefreshCw}
        size="small"
        label={t('patient-cards.renew')}
        keys={keys}
        isPending={busy}
        onPress={() => cards.renew()}
      />
    </div>
  );
}

interface MoreProps {
  names: readonly CardName[];
  loads: Loads;
  onOpen: () => void;
  children: ReactNode;
}
/** What this call doesn't need first. What went wrong in it is said while it is folded. */
function More({ names, loads, onOpen, children }: MoreProps) {
  const [open, setOpen] = useState(false);
  const failed = names.filter((name) => kindOf(loads[name] ?? unasked) === 'failed').length;
  return (
    <section className="cl-patient-rest" aria-label={t('patient-cards.rest')}>
      <div className="cl-patient-rest-head">
        <Button
          kind="plain"
          size="small"
          icon={open ? ChevronDown : ChevronRight}
          aria-expanded={open}
          onPress={() => {
            if (!open) onOpen();
            setOpen(!open);
          }}
        >
          {t('patient-cards.rest.open', { count: names.length })}
        </Button>
        {failed > 0 && <Chip tone="red">{t('patient-cards.rest.failed', { count: failed })}</Chip>}
      </div>
      {open ? (
        children
      ) : (
        <p className="cl-detail-quiet">{names.map((name) => t(`patient-cards.title.${name}`)).join(', ')}</p>
      )}
    </section>
  );
}
