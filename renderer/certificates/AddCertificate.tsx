// Adding a person's certificate: checked on this desk first, so that what is wrong is said before anything is sent.
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { CertificatesValue, CheckedCertificate } from '#shared/contract/certificates.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { formatDate } from '../text/format.ts';
import { t } from '../text/t.ts';
import { announce, Banner, Button, Card, Chip, FailedBanner, Select } from '../ui/index.ts';
import { GiveText } from './GiveText.tsx';

export function AddCertificate({
  people,
  held,
  onDone,
}: {
  people: CertificatesValue['people'];
  held: CertificatesValue['certificates'];
  onDone: (result: Result<CertificatesValue>) => void;
}) {
  const [text, setText] = useState('');
  const [personId, setPersonId] = useState<string | null>(null);
  const [found, setFound] = useState<CheckedCertificate | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const check = async (given: string): Promise<void> => {
    setBusy(true);
    const result = await careline.certificates.check({ text: given, personId: null });
    setBusy(false);
    setText(given);
    setFound(result.ok ? result.value : null);
    setFailure(result.ok ? null : result);
    const { value } = result.ok ? result : { value: null };
    if (value !== null && people.some((p) => p.id === value.subject.id)) setPersonId(value.subject.id);
  };
  const add = async (of: CheckedCertificate, person: string): Promise<void> => {
    setBusy(true);
    const result = await careline.certificates.add({ text, personId: person });
    setBusy(false);
    if (!result.ok) return setFailure(result);
    announce(t('certificates.done.added', { name: of.subject.name, date: formatDate(of.expiresAt) }));
    onDone(result);
  };
  const there = found !== null && held.some((row) => row.id === found.id);
  return (
    <section className="cl-stack" aria-label={t('certificates.add.title')}>
      {found === null && <GiveText onText={(given) => void check(given)} busy={busy} />}
      {failure && <FailedBanner code={failure.code} />}
      {found && (
        <Card
          title={t('certificates.add.says', {
            name: found.subject.name,
            date: formatDate(found.expiresAt),
          })}
        >
          <div className="cl-stack">
            <div className="cl-inline">
              <Chip tone="green" icon={ShieldCheck}>
                {t('certificates.add.checked', { trainer: found.trainer })}
              </Chip>
              <span className="cl-certificates-id cl-detail-quiet">{found.keyId}</span>
            </div>
            <ul className="cl-certificates-set">
              {found.scenarios.map((one) => (
                <li key={one.id}>{t('certificates.add.scenario', { ...one, date: formatDate(one.at) })}</li>
              ))}
            </ul>
            <Select
              label={t('certificates.add.person')}
              hint={t('certificates.add.person.hint')}
              options={people.map((p) => ({ id: p.id, title: p.name, detail: p.id }))}
              value={personId}
              onChange={setPersonId}
            />
            {there ? (
              <Banner tone="info">{t('certificates.add.there', { name: found.subject.name })}</Banner>
            ) : (
              <p className="cl-detail-quiet">{t('certificates.add.local')}</p>
            )}
            <div className="cl-inline">
              <Button
                kind="primary"
                isPending={busy}
                isDisabled={personId === null || there}
                onPress={() => personId !== null && void add(found, personId)}
              >
                {t('certificates.add.do')}
              </Button>
              <Button onPress={() => setFound(null)}>{t('certificates.give.other')}</Button>
            </div>
          </div>
        </Card>
      )}
    </section>
  );
}
