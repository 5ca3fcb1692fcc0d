// Certificates: what each person still lacks, in words; issuing one, as a file; those that were issued; and the trainer's public
// key, which a supervisor of the live desk has to trust before a certificate opens anything there.
import { Award, FileDown, KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { CertificateRow } from '#shared/contract/training-shapes.ts';
import { careline } from '../../bridge/index.ts';
import { formatDate } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import {
  Answer,
  Button,
  Card,
  Chip,
  EmptyState,
  PageHead,
  Select,
  TextArea,
  useNow,
} from '../../ui/index.ts';
import { TrainerTable } from '../parts.tsx';
import { Nameless } from '../people/Nameless.tsx';
import { savedAs } from '../say.ts';
import { go, useTraining, useWhere } from '../store.ts';
import { useAsked } from '../use-asked.ts';
import { Needs } from './Needs.tsx';
import { ShowCertificate } from './ShowCertificate.tsx';

export function CertificatesPage() {
  const traineeId = useWhere((s) => s.traineeId);
  const people = useAsked('trainees', () => careline.training.trainees());
  const kept = useAsked('certificates', () => careline.training.certificates());
  const all = people.value ?? [];
  // One trainee is no choice.
  const chosen = all.find((one) => one.id === traineeId) ?? (all.length === 1 ? all[0] : null) ?? null;
  const [shown, setShown] = useState<string | null>(null);
  return (
    <>
      <PageHead title={t('trainer.certificates.title')} lead={t('trainer.certificates.lead')} />
      <div className="cl-trainer-review">
        <div className="cl-trainer-said">
          <Answer of={people}>
            {(rows) => (
              <div className="cl-trainer-filters">
                <Select
                  label={t('trainer.col.person')}
                  options={rows.map((one) => ({ id: one.id, title: one.name, detail: one.id }))}
                  value={chosen?.id ?? null}
                  onChange={(id) => go({ traineeId: id })}
                />
              </div>
            )}
          </Answer>
          {chosen !== null && <Nameless row={chosen} />}
          {chosen === null ? (
            <EmptyState icon={Award} title={t('trainer.certificates.choose')}>
              {t('trainer.certificates.choose.what')}
            </EmptyState>
          ) : (
            <Needs key={chosen.id} traineeId={chosen.id} kept={kept.value ?? []} onIssued={setShown} />
          )}
          <h2>{t('trainer.certificates.issued')}</h2>
          <Answer of={kept}>{(rows) => <Issued rows={rows} onShow={setShown} />}</Answer>
        </div>
        <aside className="cl-trainer-scores">
          <PublicKey />
        </aside>
      </div>
      {shown !== null && <ShowCertificate id={shown} onClose={() => setShown(null)} />}
    </>
  );
}

function Issued({ rows, onShow }: { rows: readonly CertificateRow[]; onShow: (id: string) => void }) {
  const now = useNow(60_000);
  if (rows.length === 0)
    return (
      <EmptyState icon={Award} title={t('trainer.certificates.none')}>
        {t('trainer.certificates.none.what')}
      </EmptyState>
    );
  return (
    <TrainerTable
      caption={t('trainer.certificates.issued')}
      columns={[
        t('trainer.col.person'),
        t('trainer.col.scenarios'),
        t('trainer.col.signed'),
        t('trainer.col.valid'),
      ]}
    >
      {rows.map((row) => {
        const over = Date.parse(row.expiresAt) <= now.getTime();
        return (
          <tr key={row.id}>
            <td>
              {row.subject.name}
              <div className="cl-detail cl-mono">{row.subject.id}</div>
            </td>
            <td>
              {row.scenarios
                .map((one) => t('trainer.certificates.scenario', { id: one.id, score: one.score }))
                .join(', ')}
            </td>
            <td>
              {row.trainer.name}
              <div className="cl-detail cl-mono">{row.trainer.keyId}</div>
            </td>
            <td>
              <Chip tone={over ? 'amber' : 'green'}>
                {t(over ? 'trainer.certificates.over' : 'trainer.certificates.until', {
                  date: formatDate(row.expiresAt),
                })}
              </Chip>
            </td>
            <td className="cl-trainer-cell-act">
              <Button
                size="small"
                aria-label={t('trainer.certificates.show.label', { name: row.subject.name })}
                onPress={() => onShow(row.id)}
              >
                {t('trainer.certificates.show')}
              </Button>
              <Button
                size="small"
                icon={FileDown}
                aria-label={t('trainer.certificates.save.label', { name: row.subject.name })}
                onPress={() => void savedAs(careline.training.certificateSave({ id: row.id }))}
              >
                {t('trainer.certificates.save')}
              </Button>
            </td>
          </tr>
        );
      })}
    </TrainerTable>
  );
}

function PublicKey() {
  const signedIn = useTraining((s) => s.state?.signedIn ?? null);
  const asked = useAsked(`key ${signedIn?.keyId ?? ''}`, () => careline.training.key());
  return (
    <Card level={2} title={t('trainer.key.title')} icon={KeyRound}>
      <p className="cl-detail">{t('trainer.key.what')}</p>
      <Answer of={asked}>
        {({ text }) => (
          <div className="cl-stack">
            <p>
              {t('trainer.key.id')} <span className="cl-mono">{signedIn?.keyId}</span>
            </p>
            <TextArea
              label={t('trainer.key.text')}
              rows={4}
              isReadOnly
              value={text}
              onChange={() => undefined}
            />
            <div className="cl-page-actions">
              <Button size="small" icon={FileDown} onPress={() => void savedAs(careline.training.keySave())}>
                {t('trainer.key.save')}
              </Button>
            </div>
          </div>
        )}
      </Answer>
      <h3 className="cl-trainer-gap">{t('trainer.key.revoke')}</h3>
      <p className="cl-detail">{t('trainer.key.revoke.what')}</p>
    </Card>
  );
}
