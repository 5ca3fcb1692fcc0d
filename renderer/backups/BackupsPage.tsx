// The backups of this computer, for who looks after it: how old the newest is, make one, check one.
import { ArchiveRestore, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { BackupsState } from '#shared/contract/backups.ts';
import type { Result } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, Chip, EmptyState, FailedBanner, PageHead, Skeleton } from '../ui/index.ts';
import { useBackups } from './use-backups.ts';
import { sizeOf, whenOf } from './words.ts';
import '../text/late/backups.ts';
import './backups.css';

const tones = { unchecked: 'neutral', good: 'green', damaged: 'red', foreign: 'amber' } as const;

export default function BackupsPage() {
  const { state, failure, read } = useBackups();
  const [asked, setAsked] = useState<string | null>(null);
  const [code, setCode] = useState<string | null>(null);
  const run = (id: string, work: () => Promise<Result<BackupsState>>): void => {
    setAsked(id);
    setCode(null);
    void work().then((done) => {
      setAsked(null);
      if (!done.ok) setCode(done.code);
      read();
    });
  };
  const busy = state !== null && state.busy !== null;
  return (
    <>
      <PageHead
        title={t('backups.title')}
        lead={t('backups.lead')}
        action={
          <Button
            kind="primary"
            icon={ArchiveRestore}
            isPending={asked === 'make'}
            isDisabled={busy && asked !== 'make'}
            onPress={() => run('make', () => careline.backups.make())}
          >
            {t(asked === 'make' ? 'backups.making' : 'backups.make')}
          </Button>
        }
      />
      {state && state.standing !== 'fresh' && (
        <Banner
          tone={state.standing === 'old' ? 'amber' : 'info'}
          title={t(`backups.standing.${state.standing}`)}
        >
          {t(`backups.standing.${state.standing}.what`)}
        </Banner>
      )}
      {state !== null && state.problem !== null && (
        <Banner tone="amber">{t('backups.failed', { why: errorText(state.problem).sentence })}</Banner>
      )}
      {code !== null && <FailedBanner code={code} />}
      {state === null && failure === null && <Skeleton label={t('backups.list')} lines={5} />}
      {state === null && failure && <FailedBanner code={failure.code} again={read} />}
      {state?.backups.length === 0 && <EmptyState icon={ArchiveRestore} title={t('backups.empty')} />}
      {state && state.backups.length > 0 && (
        <section className="cl-backups" aria-label={t('backups.list')}>
          <table className="cl-backups-table">
            <thead>
              <tr>
                <th>{t('backups.column.made')}</th>
                <th className="cl-end">{t('backups.column.size')}</th>
                <th>{t('backups.column.state')}</th>
                <th aria-label={t('backups.check')} />
              </tr>
            </thead>
            <tbody>
              {state.backups.map((backup) => (
                <tr key={backup.id}>
                  <td>{backup.madeAt === null ? '–' : whenOf(backup.madeAt)}</td>
                  <td className="cl-end cl-mono">{sizeOf(backup)}</td>
                  <td>
                    <Chip tone={tones[backup.state]}>{t(`backups.state.${backup.state}`)}</Chip>
                  </td>
                  <td className="cl-end">
                    <Button
                      size="small"
                      icon={ShieldCheck}
                      isPending={asked === backup.id}
                      isDisabled={busy && asked !== backup.id}
                      onPress={() => run(backup.id, () => careline.backups.check({ id: backup.id }))}
                    >
                      {t(asked === backup.id ? 'backups.checking' : 'backups.check')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {state.nextAt !== null && (
            <p className="cl-detail">{t('backups.next', { when: whenOf(state.nextAt) })}</p>
          )}
        </section>
      )}
      <p className="cl-detail">{t('backups.restore.where')}</p>
    </>
  );
}
