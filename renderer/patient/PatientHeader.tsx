// Who it is: the preferred name in the largest text (row 33), how to say it, age, language, what is proven, and the
// flags that go above everything else (C20). No flag is only a colour.
import {
  Ear,
  Flag,
  Languages,
  Lock,
  PhoneOff,
  ShieldAlert,
  TriangleAlert,
  UserRound,
  UserSearch,
  Voicemail,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { AllergyRow, PersonFlag } from '#shared/domain/patient/card.ts';
import { formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, Chip, type Tone } from '../ui/index.ts';
import { CallerLine } from './caller/CallerLine.tsx';
import type { CallerAsk } from './caller/use-caller.ts';
import { LanguageChip } from './CandidateRow.tsx';
import { kindOf, severeAllergies, substanceName, viewOf, type Loads } from './card-state.ts';
import type { Verification } from './checking.ts';
import { recordDate } from './dates.ts';
import { MatchedFacts } from './MatchedFacts.tsx';
import type { KnownVerification } from './use-verification.ts';

export interface PatientHeaderProps {
  verification: Verification;
  contextId: string;
  known: KnownVerification;
  loads: Loads;
  ask: CallerAsk;
  onChange: () => void;
  /** What the person on the line may hear, where that is not everything. */
  children?: ReactNode;
}

export function PatientHeader(props: PatientHeaderProps) {
  const { verification, contextId, known, loads, ask, onChange, children } = props;
  const { chosen } = verification;
  const row = viewOf(loads, 'identity')?.rows[0];
  const language = {
    language: row?.language ?? chosen?.language ?? null,
    interpreterNeeded: row?.interpreterNeeded ?? chosen?.interpreterNeeded ?? false,
  };
  const said = [
    row?.pronunciation ? `“${row.pronunciation}”` : null,
    row?.age ? t(`patient.header.age.${row.age.unit}`, { value: row.age.value }) : null,
    row?.pronouns ?? null,
  ].filter((part) => part !== null);
  return (
    <header className="cl-patient-head">
      <div className="cl-patient-head-row">
        <h2 className="cl-patient-name">{row?.preferredName ?? chosen?.preferredName}</h2>
        <LanguageChip of={language} />
      </div>
      <div className="cl-patient-head-row cl-patient-who">
        <p className="cl-patient-said">
          {verification.level === 0 ? t('patient.verify.not-yet') : said.join(' · ')}
        </p>
        <Level of={verification} />
        <Button
          kind="plain"
          size="small"
          icon={UserSearch}
          onPress={onChange}
          aria-label={t('patient.change.spoken')}
        >
          {t('patient.change')}
        </Button>
      </div>
      {row && row.deceased !== false && (
        <p className="cl-patient-deceased">
          {row.deceased === true
            ? t('patient.header.deceased')
            : t('patient.header.deceased.on', { date: recordDate(row.deceased) })}
        </p>
      )}
      <MatchedFacts verification={verification} contextId={contextId} known={known}>
        <Flags flags={row?.flags ?? []} loads={loads} />
      </MatchedFacts>
      <CallerLine contextId={contextId} verification={verification} ask={ask} />
      {children}
    </header>
  );
}

/** How far the caller's evidence reaches, and since when. */
function Level({ of: { level, levelAt } }: { of: Verification }) {
  if (level === 0 || levelAt === null) return null;
  return (
    <span className="cl-detail-quiet">
      {t(level === 3 ? 'patient.verify.level.document' : 'patient.verify.level', {
        level,
        time: formatTime(levelAt),
      })}
    </span>
  );
}

const looks: Record<PersonFlag['kind'], { icon: LucideIcon; tone: Tone }> = {
  'no-voicemail': { icon: Voicemail, tone: 'amber' },
  'no-home-calls': { icon: PhoneOff, tone: 'amber' },
  'patient-only': { icon: UserRound, tone: 'amber' },
  interpreter: { icon: Languages, tone: 'accent' },
  hearing: { icon: Ear, tone: 'accent' },
  safety: { icon: ShieldAlert, tone: 'red' },
  'limited-access': { icon: Lock, tone: 'amber' },
  other: { icon: Flag, tone: 'neutral' },
};

/** Kinds whose own words say more than the kind does. */
const speaksForItself: readonly PersonFlag['kind'][] = ['safety', 'other', 'hearing', 'interpreter'];

function Flags({ flags, loads }: { flags: readonly PersonFlag[]; loads: Loads }) {
  const allergies = loads.allergies;
  const severe = severeAllergies(viewOf(loads, 'allergies')?.rows ?? []);
  const unread = allergies !== undefined && kindOf(allergies) === 'failed';
  if (flags.length === 0 && severe.length === 0 && !unread) return null;
  return (
    <ul className="cl-patient-chips" aria-label={t('patient.header.flags')}>
      {flags.map(({ kind, text }) => (
        <li key={`${kind} ${text}`}>
          <Chip icon={looks[kind].icon} tone={looks[kind].tone} title={text}>
            {speaksForItself.includes(kind) ? text : t(`patient.flag.${kind}`)}
          </Chip>
        </li>
      ))}
      {severe.map((each) => (
        <li key={each.id}>
          <Chip icon={TriangleAlert} tone="red">
            {allergyText(each)}
          </Chip>
        </li>
      ))}
      {unread && (
        <li>
          <Chip icon={TriangleAlert} tone="amber">
            {t('patient.header.allergies.unread')}
          </Chip>
        </li>
      )}
    </ul>
  );
}

function allergyText(row: AllergyRow): string {
  const substance = substanceName(row.substance);
  return row.reactions.length === 0
    ? t('patient.header.allergy.bare', { substance })
    : t('patient.header.allergy', { substance, reactions: row.reactions.slice(0, 2).join(', ') });
}
