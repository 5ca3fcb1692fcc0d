// Supervisors: whose signature counts, who holds a practice certificate, and the way to add or take back either. Loaded when it is
// opened.
import '../text/late/certificates.ts';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { CertificatesValue } from '#shared/contract/certificates.ts';
import type { Result } from '#shared/domain/result.ts';
import { formatTime } from '../text/format.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, Dialog, Skeleton } from '../ui/index.ts';
import { AddCertificate } from './AddCertificate.tsx';
import { AddKey } from './AddKey.tsx';
import { Confirm, type TakenBack } from './Confirm.tsx';
import { Held, Keys } from './Lists.tsx';
import { useCertificates } from './use-certificates.ts';
import './certificates.css';

export default function CertificatesDialog({ onClose }: { onClose: () => void }) {
  const known = useCertificates();
  const [page, setPage] = useState<'lists' | 'key' | 'add'>('lists');
  const [taken, setTaken] = useState<TakenBack | null>(null);
  const done = (result: Result<CertificatesValue>): void => {
    known.take(result);
    setPage('lists');
    setTaken(null);
  };
  const { value } = known;
  const title =
    page === 'lists'
      ? 'certificates.title'
      : page === 'key'
        ? 'certificates.key.title'
        : 'certificates.add.title';
  return (
    <Dialog
      isOpen
      size="wide"
      role="alertdialog"
      onClose={onClose}
      title={t(title)}
      actions={
        page === 'lists' ? (
          <Button kind="primary" onPress={onClose}>
            {t('certificates.close')}
          </Button>
        ) : (
          <Button onPress={() => setPage('lists')}>{t('certificates.back')}</Button>
        )
      }
    >
      {value === null ? (
        <Skeleton lines={6} label={t('certificates.loading')} />
      ) : page === 'key' ? (
        <AddKey onDone={done} />
      ) : page === 'add' ? (
        <AddCertificate people={value.people} held={value.certificates} onDone={done} />
      ) : (
        <div className="cl-stack cl-certificates">
          <p>{t('certificates.lead')}</p>
          {known.stale && (
            <Banner
              tone="amber"
              title={errorText(known.stale.code).sentence}
              action={<Button onPress={known.again}>{t('certificates.again')}</Button>}
            >
              {t('certificates.stale')}
            </Banner>
          )}
          <div className="cl-certificates-head">
            <h3>{t('certificates.held')}</h3>
            <Button icon={Plus} onPress={() => setPage('add')}>
              {t('certificates.held.add')}
            </Button>
          </div>
          <Held rows={value.certificates} onEnd={(held) => setTaken({ held })} />
          <div className="cl-certificates-head">
            <h3>{t('certificates.keys')}</h3>
            <Button icon={Plus} onPress={() => setPage('key')}>
              {t('certificates.keys.add')}
            </Button>
          </div>
          <Keys rows={value.keys} onRevoke={(key) => setTaken({ key })} />
          <p className="cl-detail-quiet">
            {value.asOf === null
              ? t('certificates.asOf.never')
              : t('certificates.asOf', { time: formatTime(value.asOf) })}
          </p>
        </div>
      )}
      {taken && <Confirm of={taken} onClose={() => setTaken(null)} onDone={done} />}
    </Dialog>
  );
}
