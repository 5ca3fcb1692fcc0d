// Before something is done that cannot be taken back by a key: what follows, for whom, and why it is done.
import { useState } from 'react';
import type { AdminValue } from '#shared/contract/admin.ts';
import { roles, type Role } from '#shared/contract/kinds.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import { t } from '../text/t.ts';
import { announce, Button, Dialog, FailedBanner, Select, TextField, toast } from '../ui/index.ts';
import { doneText, nameOf, run, wantsReason, type Act } from './acts.ts';

export interface ActDialogProps {
  act: Act;
  onClose: () => void;
  onDone: (result: Result<AdminValue>) => void;
}
const leastReason = 3;

export function ActDialog({ act, onClose, onDone }: ActDialogProps) {
  const [why, setWhy] = useState('');
  const [role, setRole] = useState<Role>(act.kind === 'role' ? act.person.role : 'agent');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const name = nameOf(act);
  const reasoned = !wantsReason(act) || why.trim().length >= leastReason;
  const changes = act.kind !== 'role' || role !== act.person.role;
  const go = async (): Promise<void> => {
    setBusy(true);
    const result = await run(act, why.trim(), role);
    setBusy(false);
    setFailure(result.ok ? null : result);
    if (!result.ok) return;
    const text = doneText(act, role);
    toast({ text });
    announce(text);
    onDone(result);
    onClose();
  };
  return (
    <Dialog
      isOpen
      size="small"
      role="alertdialog"
      onClose={onClose}
      title={t(`admin.${act.kind}.title`, { name })}
      actions={
        <>
          <Button onPress={onClose}>{t('admin.cancel')}</Button>
          <Button
            kind={act.kind === 'role' || act.kind === 'restore' ? 'primary' : 'danger'}
            isPending={busy}
            isDisabled={!reasoned || !changes}
            onPress={() => void go()}
          >
            {t(`admin.${act.kind}.do`, { name })}
          </Button>
        </>
      }
    >
      <div className="cl-stack">
        <p>{t(`admin.${act.kind}.what`, { name })}</p>
        {act.kind === 'device' && <p>{t('admin.device.again')}</p>}
        {act.kind === 'role' && (
          <Select
            label={t('admin.role.new')}
            options={roles.map((id) => ({ id, title: t(`app.role.${id}`) }))}
            value={role}
            onChange={setRole}
          />
        )}
        {wantsReason(act) && (
          <TextField
            label={t('admin.why')}
            value={why}
            onChange={setWhy}
            maxLength={200}
            hint={t('admin.why.hint')}
          />
        )}
        {failure !== null && <FailedBanner code={failure.code} />}
      </div>
    </Dialog>
  );
}
