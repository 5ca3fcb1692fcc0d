// What a certificate still needs of this person: each scenario of the set in a sentence, and the button when all is there.
import { Award, Check, CircleDashed } from 'lucide-react';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { CertificateNeeds, CertificateRow } from '#shared/contract/training-shapes.ts';
import { sayFailure } from '../../app/say.ts';
import { careline } from '../../bridge/index.ts';
import { formatDate } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Answer, Banner, Button, Dialog, Icon, useNow } from '../../ui/index.ts';
import { go } from '../store.ts';
import { useAsked } from '../use-asked.ts';
import { lackText } from './lack-text.ts';
import { runsOf, validUntil } from './runs.ts';

type Need = CertificateNeeds['needs'][number];

export interface NeedsProps {
  traineeId: string;
  /** Issued so far, to anybody. */
  kept: readonly CertificateRow[];
  onIssued: (id: string) => void;
}

export function Needs({ traineeId, kept, onIssued }: NeedsProps) {
  const asked = useAsked(`needs ${traineeId}`, () => careline.training.certificateNeeds({ traineeId }));
  return <Answer of={asked}>{(needs) => <Checked needs={needs} kept={kept} onIssued={onIssued} />}</Answer>;
}

function Checked({ needs, kept, onIssued }: Omit<NeedsProps, 'traineeId'> & { needs: CertificateNeeds }) {
  const now = useNow(60_000);
  const until = validUntil(kept, needs.trainee.id, now);
  const [asks, setAsks] = useState(false);
  const [busy, setBusy] = useState(false);
  const runIds = runsOf(needs);
  const asked = askedOf(needs);
  const open = needs.needs.filter((one) => one.counting.length === 0).length;
  const issue = async (): Promise<void> => {
    if (runIds === null) return;
    setBusy(true);
    const result = await careline.training.certify({ id: uuidv7(), traineeId: needs.trainee.id, runIds });
    setBusy(false);
    setAsks(false);
    if (result.ok) onIssued(result.value.row.id);
    else sayFailure(result);
  };
  return (
    <section
      className="cl-panel cl-trainer-needs"
      aria-label={t('trainer.needs.title', { name: needs.trainee.name })}
    >
      <h2>{t('trainer.needs.title', { name: needs.trainee.name })}</h2>
      <p className="cl-detail">{t('trainer.needs.what', { ...asked, months: needs.months })}</p>
      <ul className="cl-trainer-plain-list">
        {needs.needs.map((one) => (
          <Line key={one.scenarioId} need={one} asked={asked} traineeId={needs.trainee.id} />
        ))}
      </ul>
      {until !== null && (
        <p>{t('trainer.needs.has', { name: needs.trainee.name, date: formatDate(until) })}</p>
      )}
      {needs.own ? (
        <Banner tone="info">{t('trainer.needs.own', { name: needs.trainee.name })}</Banner>
      ) : runIds === null ? (
        <Banner tone="info">{t('trainer.needs.open', { count: open, name: needs.trainee.name })}</Banner>
      ) : (
        <Button
          kind={until === null ? 'primary' : 'quiet'}
          icon={Award}
          isDisabled={busy}
          onPress={() => setAsks(true)}
        >
          {t(until === null ? 'trainer.needs.issue' : 'trainer.needs.issue.again')}
        </Button>
      )}
      {asks && (
        <Dialog
          isOpen
          role="alertdialog"
          onClose={() => setAsks(false)}
          title={t('trainer.needs.ask', { name: needs.trainee.name })}
          actions={
            <>
              <Button autoFocus onPress={() => setAsks(false)}>
                {t('trainer.cancel')}
              </Button>
              <Button kind="primary" icon={Award} isDisabled={busy} onPress={() => void issue()}>
                {t('trainer.needs.issue.do')}
              </Button>
            </>
          }
        >
          <p>{t('trainer.needs.ask.what', { name: needs.trainee.name, months: needs.months })}</p>
        </Dialog>
      )}
    </section>
  );
}

/** What the set asks of a call, as the sentences name it. */
const askedOf = ({ atLevel, score, days, ownWords }: CertificateNeeds) => ({
  level: atLevel,
  score,
  days,
  ownWords,
});

function Line({
  need,
  asked,
  traineeId,
}: {
  need: Need;
  asked: ReturnType<typeof askedOf>;
  traineeId: string;
}) {
  const best = need.counting[0];
  return (
    <li className="cl-trainer-need">
      <Icon of={best === undefined ? CircleDashed : Check} size={18} />
      <span>
        <strong>{t('trainer.scenario.option', { id: need.scenarioId, title: need.title })}</strong>
        <span className="cl-detail">
          {best === undefined
            ? lackText(need, asked)
            : t('trainer.needs.counts', { score: best.score, level: best.level, date: formatDate(best.at) })}
        </span>
      </span>
      {need.newest !== null && (
        <Button
          size="small"
          aria-label={t('trainer.lacks.open.label', { id: need.scenarioId })}
          onPress={() =>
            go({ place: 'attempts', traineeId, scenarioId: null, runId: need.newest?.runId ?? null })
          }
        >
          {t('trainer.lacks.open')}
        </Button>
      )}
      <Button
        size="small"
        aria-label={t('trainer.needs.attempts.label', { id: need.scenarioId })}
        onPress={() => go({ place: 'attempts', traineeId, scenarioId: need.scenarioId })}
      >
        {t('trainer.needs.attempts')}
      </Button>
    </li>
  );
}
