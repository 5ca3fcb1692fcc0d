// Asked once at this desk: attempts, trend and certificates are somebody's. The name stays in the practice vault.
import { GraduationCap } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, Icon, TextField } from '../ui/index.ts';
import { readPractice, sitDown, usePractice } from './store.ts';
import { deskNow } from '../app/session-store.ts';

export function WhoPractises({ onDone }: { onDone?: () => void }) {
  const was = usePractice((s) => s.trainee?.name ?? '');
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  async function sit(): Promise<void> {
    if (name.trim() === '' || busy) return;
    setBusy(true);
    const failed = await sitDown({ id: null, name: name.trim() });
    if (failed === null) await readPractice(deskNow);
    setBusy(false);
    setFailure(failed?.code ?? null);
    if (failed === null) onDone?.();
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void sit();
  };
  return (
    <form className="cl-panel cl-panel-active cl-practice-who cl-stack" onSubmit={submit}>
      <div className="cl-inline">
        <Icon of={GraduationCap} size={20} />
        <h2 className="cl-name">{t('practice.who.title')}</h2>
      </div>
      <p className="cl-detail">{t('practice.who.what')}</p>
      <TextField
        label={t('practice.who.name')}
        autoFocus
        maxLength={80}
        value={name}
        onChange={setName}
        placeholder={was}
      />
      {failure !== null && (
        <Banner tone="amber" title={errorText(failure).sentence}>
          {errorText(failure).next}
        </Banner>
      )}
      <div className="cl-inline">
        <Button kind="primary" type="submit" keys="Enter" isDisabled={name.trim() === ''} isPending={busy}>
          {t('practice.who.begin')}
        </Button>
        {onDone && <Button onPress={onDone}>{t('practice.who.keep', { name: was })}</Button>}
      </div>
    </form>
  );
}
