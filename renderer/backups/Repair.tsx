// A damaged vault put right where it was found: what it begins with, whose secret, how far it is. On the page that says that
// the vault is damaged, under what that page says.
import { ArchiveRestore } from 'lucide-react';
import { useState } from 'react';
import type { SessionState } from '#shared/contract/session.ts';
import { fail, type Result } from '#shared/domain/result.ts';
import { useSession } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { Door } from '../session/Door.tsx';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, Dialog, Progress, Select, Skeleton } from '../ui/index.ts';
import { isUsable, nameOf, sizeOf } from './words.ts';
import { useBackups } from './use-backups.ts';
import '../text/late/backups.ts';
import './backups.css';

const noBackup = 'none';

export default function Repair() {
  const [isOpen, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  return (
    <>
      <Button kind="primary" size="large" icon={ArchiveRestore} onPress={() => setOpen(true)}>
        {t('backups.repair.do')}
      </Button>
      <Dialog
        isOpen={isOpen}
        title={t('backups.repair.title')}
        onClose={() => {
          if (!busy) setOpen(false);
        }}
      >
        <Choice busy={busy} setBusy={setBusy} />
      </Dialog>
    </>
  );
}

interface ChoiceProps {
  busy: boolean;
  setBusy: (busy: boolean) => void;
}
function Choice({ busy, setBusy }: ChoiceProps) {
  const { state, failure } = useBackups();
  const here = useSession((s) => s.state?.person?.id ?? null);
  const [picked, setPicked] = useState<string | null>(null);
  const [far, setFar] = useState<{ done: number; total: number } | null>(null);
  const [code, setCode] = useState<string | null>(null);
  const usable = state?.backups.filter(isUsable) ?? [];
  const from = picked ?? usable[0]?.id ?? noBackup;
  const restore = async (passphrase: string, personId?: string): Promise<Result<SessionState>> => {
    setBusy(true);
    setCode(null);
    const done = await careline.backups.restore(
      { id: from === noBackup ? null : from, passphrase, ...(personId !== undefined && { personId }) },
      { onProgress: ({ done: n, total }) => setFar({ done: n, total: total ?? n }) },
    );
    setBusy(false);
    setFar(null);
    if (done.ok) return careline.session.state();
    if (!['vault-wrong-key', 'secret-wait'].includes(done.code)) setCode(done.code);
    return fail(done.code, done.message);
  };
  return (
    <div className="cl-repair">
      <p>{t('backups.repair.lead')}</p>
      {state === null && failure === null && <Skeleton label={t('backups.list')} />}
      {failure && <Banner tone="amber">{t('backups.unread')}</Banner>}
      {state && usable.length === 0 && <p className="cl-detail">{t('backups.repair.no-backups')}</p>}
      {usable.length > 0 && (
        <Select
          label={t('backups.repair.from')}
          options={[
            ...usable.slice(0, 10).map((backup, i) => ({
              id: backup.id,
              title: nameOf(backup),
              detail: [sizeOf(backup), i === 0 && t('backups.repair.newest')].filter(Boolean).join(' · '),
            })),
            { id: noBackup, title: t('backups.repair.none') },
          ]}
          value={from}
          onChange={setPicked}
          isDisabled={busy}
        />
      )}
      {code !== null && (
        <Banner tone="red">{t('backups.repair.failed', { why: errorText(code).sentence })}</Banner>
      )}
      {busy && (
        <Progress
          label={far === null ? t('backups.repair.working.begin') : t('backups.repair.working', far)}
          {...(far !== null && { value: far.done, max: far.total })}
        />
      )}
      <h3>{t('backups.repair.who')}</h3>
      <Door action={t('backups.repair.action')} open={restore} here={here} browser="recover" />
    </div>
  );
}
