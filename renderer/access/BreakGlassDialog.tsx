// Before a record is opened in an emergency: what that does and who will see it, the kind of need, and a reason in words. A fresh
// proof of who asks is asked for by the bridge. The reason lives here until it was given, and nowhere else on the page.
import '../text/late/reviews.ts';
import { Siren } from 'lucide-react';
import { useEffect, useState } from 'react';
import {
  needs,
  reasonLeast,
  reasonMost,
  reasonProblem,
  type Need,
} from '#shared/domain/access/break-glass.ts';
import type { Failure } from '#shared/domain/result.ts';
import { useDeskView } from '../app/desk-store.ts';
import { useOverlay } from '../app/overlay-store.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import {
  announce,
  Banner,
  Button,
  Dialog,
  EmptyState,
  FailedBanner,
  Select,
  Skeleton,
  TextArea,
} from '../ui/index.ts';
import { takeAccess, useAccess } from './store.ts';

interface Whom {
  contextId: string;
  patientId: string;
  name: string;
}

/** Who is chosen on what is looked at now; null = nobody. */
function useChosen(): { whom: Whom | null; read: boolean } {
  const contextId = useDeskView((v) => v.contextId);
  const [found, setFound] = useState<{ whom: Whom | null; read: boolean }>({ whom: null, read: false });
  useEffect(() => {
    let gone = false;
    if (contextId === null) return undefined;
    void careline.patient.verification({ contextId }).then((result) => {
      const chosen = result.ok ? result.value.chosen : null;
      const whom =
        chosen === null ? null : { contextId, patientId: chosen.patientId, name: chosen.preferredName };
      if (!gone) setFound({ whom, read: true });
    });
    return () => void (gone = true);
  }, [contextId]);
  return contextId === null ? { whom: null, read: true } : found;
}

export default function BreakGlassDialog({ onClose }: { onClose: () => void }) {
  const { whom, read } = useChosen();
  const open = useAccess((s) => s.open);
  if (whom !== null && open === null) return <Ask whom={whom} onClose={onClose} />;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('reviews.glass.title')}
      actions={<Button onPress={onClose}>{t('reviews.close')}</Button>}
    >
      {!read ? (
        <Skeleton lines={3} label={t('reviews.loading')} />
      ) : (
        <EmptyState title={t(open === null ? 'reviews.glass.none' : 'reviews.glass.open')}>
          {t(open === null ? 'reviews.glass.none.what' : 'reviews.glass.open.what')}
        </EmptyState>
      )}
    </Dialog>
  );
}

function problemText(reason: string): string | undefined {
  const problem = reasonProblem(reason);
  if (problem === null) return undefined;
  if (problem !== 'short') return t(`reviews.glass.reason.${problem}`);
  return t('reviews.glass.reason.short', { count: Math.max(1, reasonLeast - [...reason.trim()].length) });
}

/** The emergency card comes first, and what was chosen and typed here stands again when it is closed. */
function useGivesWay(onClose: () => void): { isOpen: boolean; close: () => void } {
  const isOpen = useDeskView((v) => !v.emergencyOpen);
  const close = (): void => {
    if (!useOverlay.getState().clearing) return onClose();
    queueMicrotask(() => {
      if (!useDeskView.getState().emergencyOpen) onClose();
    });
  };
  return { isOpen, close };
}

function Ask({ whom, onClose }: { whom: Whom; onClose: () => void }) {
  const { isOpen, close } = useGivesWay(onClose);
  const minutes = useAccess((s) => s.minutes);
  const [need, setNeed] = useState<Need | null>(null);
  const [reason, setReason] = useState('');
  const [touched, setTouched] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const problem = problemText(reason);
  const give = async (): Promise<void> => {
    setTouched(true);
    if (need === null || problem !== undefined) return;
    setBusy(true);
    const { contextId, patientId } = whom;
    const result = await careline.access.breakGlass(
      { contextId, patientId, need, reason },
      { sureWithin: 10_000 },
    );
    setBusy(false);
    setFailure(result.ok ? null : result);
    if (!result.ok) return;
    takeAccess(result.value);
    announce(t('reviews.glass.opened', { minutes: result.value.minutes }));
    onClose();
  };
  return (
    <Dialog
      isOpen={isOpen}
      size="normal"
      role="alertdialog"
      onClose={close}
      title={t('reviews.glass.title')}
      actions={
        <>
          <Button onPress={onClose}>{t('reviews.glass.cancel')}</Button>
          <Button
            kind="danger"
            isPending={busy}
            isDisabled={need === null || problem !== undefined}
            onPress={() => void give()}
          >
            {t('reviews.glass.do', { minutes })}
          </Button>
        </>
      }
    >
      <div className="cl-stack">
        <p className="cl-name">{t('reviews.glass.for', { name: whom.name })}</p>
        <Banner tone="red" icon={Siren} spoken={false}>
          {t('reviews.glass.danger')}
        </Banner>
        <p>{t('reviews.glass.what', { minutes })}</p>
        <p>{t('reviews.glass.not')}</p>
        <p>
          <strong>{t('reviews.glass.who')}</strong>
        </p>
        <Select
          label={t('reviews.glass.need')}
          options={needs.map((id) => ({ id, title: t(`reviews.glass.need.${id}`) }))}
          value={need}
          onChange={setNeed}
        />
        <TextArea
          label={t('reviews.glass.reason')}
          rows={2}
          maxLength={reasonMost}
          value={reason}
          onChange={(text) => {
            setReason(text);
            setTouched(true);
          }}
          hint={t('reviews.glass.reason.hint')}
          error={touched && reason.trim() !== '' ? problem : undefined}
        />
        {failure !== null && <FailedBanner code={failure.code} />}
      </div>
    </Dialog>
  );
}
