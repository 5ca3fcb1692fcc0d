// Candidates, not a match: preferred name and language only, whoever rings and whatever the caller said so far.
import { CircleX, UserRoundPlus, UserSearch } from 'lucide-react';
import { useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import { sayFailure } from '../app/say.ts';
import { pressTask } from '../app/task-pressed.ts';
import { careline } from '../bridge/index.ts';
import { formatPhone } from '../text/format.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, EmptyState, Skeleton } from '../ui/index.ts';
import { useMayAct } from './acting.ts';
import { CandidateRow } from './CandidateRow.tsx';
import { alike, inRanks, lookupNumber, type Found } from './checking.ts';
import { FindByName } from './FindByName.tsx';
import { forgetSought, sought, useCandidates } from './use-candidates.ts';
import { useRetry } from './use-retry.ts';

/** Pause before an unanswered look-up is asked again, ms. */
const askAgainAfter = 10_000;

export interface CandidateListProps {
  /** null while the call still rings: then people are listed, and nobody can be chosen yet. */
  contextId: string | null;
  number: string | null;
  onChosen?: () => Promise<void>;
}

export function CandidateList({ contextId, number, onChosen }: CandidateListProps) {
  const byNumber = lookupNumber(number);
  const mayAct = useMayAct();
  const asked = useCandidates(contextId, byNumber);
  const [finding, setFinding] = useState(byNumber === null || sought(contextId) !== null);
  const [choosing, setChoosing] = useState<string | null>(null);
  useRetry(asked.failure?.retryable === true, asked.again, askAgainAfter);
  const choose = async (patientId: string): Promise<void> => {
    if (contextId === null || choosing !== null) return;
    setChoosing(patientId);
    const result = await careline.patient.choose({ contextId, patientId }, { sureWithin: 10_000 });
    if (result.ok) await onChosen?.();
    else sayFailure(result);
    setChoosing(null);
  };
  const dateWrong =
    asked.failure?.code === 'invalid-input' && asked.question !== null && 'name' in asked.question;
  return (
    <div className="cl-patient-pad">
      <header>
        <h2 className="cl-patient-title">{t('patient.candidates.title')}</h2>
        {byNumber !== null && !finding && (
          <p className="cl-detail">{t('patient.candidates.under', { number: formatPhone(byNumber) })}</p>
        )}
      </header>
      {finding && (
        <FindByName
          busy={asked.busy}
          isDateWrong={dateWrong}
          onFind={(name, birthDate) => asked.ask({ name, birthDate })}
          backTo={byNumber}
          before={sought(contextId)}
          onBack={() => {
            setFinding(false);
            forgetSought(contextId);
            if (byNumber !== null) asked.ask({ number: byNumber });
          }}
        />
      )}
      {asked.busy && asked.failure === null && (
        <Skeleton
          lines={3}
          label={
            finding
              ? t('patient.candidates.searching')
              : t('patient.candidates.reading', { number: formatPhone(byNumber ?? '') })
          }
        />
      )}
      {/* That nobody is signed in is said over the panel, with the way in. */}
      {asked.failure && !dateWrong && asked.failure.code !== 'ehr-signed-out' && (
        <Failed failure={asked.failure} byName={finding} busy={asked.busy} onRetry={asked.again} />
      )}
      {asked.found && (
        <Listed
          found={asked.found}
          byName={finding}
          canChoose={contextId !== null}
          choosing={choosing}
          onChoose={choose}
        />
      )}
      {!asked.busy && (
        <div className="cl-patient-buttons">
          {!finding && (
            <Button icon={UserSearch} onPress={() => setFinding(true)}>
              {t('patient.find.open')}
            </Button>
          )}
          {contextId !== null && mayAct && (
            <Button
              kind="plain"
              icon={UserRoundPlus}
              onPress={() => void pressTask({ kind: 'act', act: 'intake' })}
            >
              {t('intake.open')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

interface FailedProps {
  failure: Failure;
  byName: boolean;
  busy: boolean;
  onRetry: () => void;
}

function Failed({ failure, byName, busy, onRetry }: FailedProps) {
  const { sentence, next } = errorText(failure.code);
  return (
    <Banner
      tone="amber"
      icon={CircleX}
      title={t(byName ? 'patient.candidates.failed.name' : 'patient.candidates.failed')}
      action={
        <Button size="small" isPending={busy} onPress={onRetry}>
          {t('patient.retry')}
        </Button>
      }
    >
      {sentence} {next}
    </Banner>
  );
}

interface ListedProps {
  found: Found;
  byName: boolean;
  canChoose: boolean;
  choosing: string | null;
  onChoose: (patientId: string) => Promise<void>;
}

function Listed({ found, byName, canChoose, choosing, onChoose }: ListedProps) {
  const { candidates, more, unreadable, from } = found;
  const guess = alike(candidates);
  return (
    <>
      {from === 'cache' && <Banner tone="amber">{t('patient.candidates.cache')}</Banner>}
      {candidates.length === 0 ? (
        <EmptyState
          icon={UserSearch}
          title={t(byName ? 'patient.candidates.none.name' : 'patient.candidates.none.number')}
        >
          {t(byName ? 'patient.candidates.none.name.text' : 'patient.candidates.none.number.text')}
        </EmptyState>
      ) : (
        <>
          {canChoose && guess !== null && (
            <p className="cl-detail cl-ink-amber">
              {t('patient.candidates.hint.alike', { what: t(`patient.candidates.differ.${guess}`) })}
            </p>
          )}
          <ul className="cl-patient-candidates" aria-label={t('patient.candidates.list')}>
            {inRanks(candidates).flatMap(({ people }, i, ranks) =>
              people.map((each, n) => (
                <li key={each.patientId}>
                  {n === 0 && ranks.length > 1 && (
                    <h3 className="cl-patient-rank">
                      {t(i === 0 ? 'patient.candidates.rank.first' : 'patient.candidates.rank.other', {
                        count: people.length,
                      })}
                    </h3>
                  )}
                  <CandidateRow
                    candidate={each}
                    among={candidates.length > 1}
                    isDisabled={!canChoose}
                    isPending={choosing === each.patientId}
                    onPress={() => void onChoose(each.patientId)}
                  />
                </li>
              )),
            )}
          </ul>
          <p className="cl-detail">
            {t(
              !canChoose
                ? 'patient.candidates.answer-first'
                : byName
                  ? 'patient.candidates.hint.name'
                  : 'patient.candidates.hint',
            )}
          </p>
        </>
      )}
      {more && <p className="cl-detail">{t('patient.candidates.more')}</p>}
      {unreadable > 0 && (
        <p className="cl-detail cl-ink-amber">{t('patient.candidates.unreadable', { count: unreadable })}</p>
      )}
    </>
  );
}
