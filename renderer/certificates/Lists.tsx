// Trusted keys and held certificates, each with its state in words and a way to take it back.
import { Award, KeyRound } from 'lucide-react';
import type { CertificateHeld, TrustedKeyRow } from '#shared/contract/certificates.ts';
import { formatDate } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, Chip, EmptyState } from '../ui/index.ts';

export function Keys({
  rows,
  onRevoke,
}: {
  rows: readonly TrustedKeyRow[];
  onRevoke: (row: TrustedKeyRow) => void;
}) {
  if (rows.length === 0)
    return (
      <EmptyState icon={KeyRound} title={t('certificates.keys.none')}>
        {t('certificates.keys.none.what')}
      </EmptyState>
    );
  return (
    <ul className="cl-certificates-rows">
      {rows.map((row) => (
        <li key={row.keyId} className="cl-certificates-row">
          <div>
            <strong>{row.name}</strong>{' '}
            <span className="cl-certificates-id cl-detail-quiet">{row.keyId}</span>
            <div className="cl-detail-quiet">
              {row.revokedAt === null
                ? t('certificates.keys.trusted', { date: formatDate(row.trustedAt), name: row.trustedBy })
                : t('certificates.keys.revoked', {
                    date: formatDate(row.revokedAt),
                    name: row.revokedBy ?? '',
                  })}
            </div>
          </div>
          <Chip tone={row.revokedAt === null ? 'green' : 'neutral'}>
            {t(row.revokedAt === null ? 'certificates.keys.counts' : 'certificates.keys.gone')}
          </Chip>
          {row.revokedAt === null && (
            <Button
              size="small"
              aria-label={t('certificates.keys.revoke.label', { name: row.name, id: row.keyId })}
              onPress={() => onRevoke(row)}
            >
              {t('certificates.keys.revoke')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

export function Held({
  rows,
  onEnd,
}: {
  rows: readonly CertificateHeld[];
  onEnd: (row: CertificateHeld) => void;
}) {
  if (rows.length === 0)
    return (
      <EmptyState icon={Award} title={t('certificates.held.none')}>
        {t('certificates.held.none.what')}
      </EmptyState>
    );
  return (
    <ul className="cl-certificates-rows">
      {rows.map((row) => (
        <li key={row.id} className="cl-certificates-row">
          <div>
            <strong>{row.person.name}</strong>{' '}
            <span className="cl-detail-quiet">{t('certificates.held.skill.crisis')}</span>
            <div className="cl-detail-quiet">
              {t('certificates.held.signed', {
                trainer: row.trainer,
                date: formatDate(row.issuedAt),
                added: formatDate(row.addedAt),
                name: row.addedBy,
              })}
            </div>
          </div>
          <Chip tone={row.state === 'counts' ? 'green' : row.state === 'expired' ? 'amber' : 'neutral'}>
            {t(`certificates.state.${row.state}`, { date: formatDate(row.expiresAt) })}
          </Chip>
          {row.state === 'counts' && (
            <Button
              size="small"
              aria-label={t('certificates.held.end.label', { name: row.person.name })}
              onPress={() => onEnd(row)}
            >
              {t('certificates.held.end')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
