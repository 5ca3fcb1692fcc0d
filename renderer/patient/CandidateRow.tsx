// One person who may be meant: the name to call by, why they are listed, in what they differ from the others, and what must
// be known before they are chosen. Kinds of things only, never their values (C18, C19).
import { Copy, Cross, Languages, Merge, UserRoundX, Users } from 'lucide-react';
import type { Standing } from '#shared/domain/finding/kinds.ts';
import { t } from '../text/t.ts';
import { Button, Chip, VisuallyHidden } from '../ui/index.ts';
import type { Candidate } from './checking.ts';

interface RowProps {
  candidate: Candidate;
  /** Somebody else is listed too: then what tells them apart is said. */
  among: boolean;
  isDisabled: boolean;
  isPending: boolean;
  onPress: () => void;
}

const listed = (parts: readonly string[]): string =>
  new Intl.ListFormat('en', { style: 'long', type: 'conjunction' }).format(parts);

const standingIcons = { inactive: UserRoundX, deceased: Cross, merged: Merge } as const satisfies Partial<
  Record<Standing, unknown>
>;

export function CandidateRow({ candidate, among, isDisabled, isPending, onPress }: RowProps) {
  const { preferredName, fits, differs, standing } = candidate;
  const why =
    fits.length > 0
      ? t('patient.candidates.fits', { what: listed(fits.map((f) => t(`patient.candidates.fit.${f}`))) })
      : t(`patient.candidates.why.${candidate.why}`);
  return (
    <Button
      className="cl-patient-candidate"
      // Given up for a record that could not be read: nothing of it is to be gone on with.
      isDisabled={isDisabled || standing === 'merged'}
      isPending={isPending}
      onPress={onPress}
    >
      <span className="cl-patient-candidate-name">{preferredName || t('patient.candidates.nameless')}</span>
      <LanguageChip of={candidate} />
      <span className="cl-patient-candidate-why">{why}</span>
      {among && (
        <span className="cl-patient-candidate-why">
          {differs.length === 0
            ? t('patient.candidates.differs.none')
            : t('patient.candidates.differs', {
                what: listed(differs.map((d) => t(`patient.candidates.differ.${d}`))),
              })}
        </span>
      )}
      <span className="cl-patient-candidate-marks">
        {standing !== 'active' && (
          <Chip icon={standingIcons[standing]} tone="amber">
            {t(`patient.candidates.standing.${standing}`)}
          </Chip>
        )}
        {candidate.twin && (
          <Chip icon={Users} tone="amber">
            {t('patient.candidates.twin')}
          </Chip>
        )}
        {candidate.double && (
          <Chip icon={Copy} tone="amber">
            {t('patient.candidates.double')}
          </Chip>
        )}
        {candidate.throughMerged && (
          <Chip icon={Merge} outline>
            {t('patient.candidates.through-merged')}
          </Chip>
        )}
        {candidate.kept && <Chip outline>{t('patient.candidates.kept')}</Chip>}
      </span>
      <VisuallyHidden>{t('patient.candidates.choose')}</VisuallyHidden>
    </Button>
  );
}

type Speaks = Pick<Candidate, 'language' | 'interpreterNeeded'>;

const languageText = ({ language, interpreterNeeded }: Speaks): string =>
  language === null
    ? t(interpreterNeeded ? 'patient.language.interpreter.only' : 'patient.candidates.language.unknown')
    : interpreterNeeded
      ? t('patient.language.interpreter', { language })
      : language;

/** Which language to speak, and whether somebody must interpret. */
export function LanguageChip({ of }: { of: Speaks }) {
  if (of.language === null && !of.interpreterNeeded)
    return <span className="cl-detail-quiet">{t('patient.candidates.language.unknown')}</span>;
  return (
    <Chip icon={Languages} tone={of.interpreterNeeded ? 'amber' : 'accent'}>
      {languageText(of)}
    </Chip>
  );
}
