// "Report a privacy incident" (C21): a few choices and no words, so that it takes seconds and can be done offline, also while the
// desk is locked. What stands open is named by its id, shown by a short reference.
import '../text/late/reviews.ts';
import { CircleCheck, ShieldAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { howMany, incidentKinds, type HowMany, type IncidentKind } from '#shared/domain/access/incident.ts';
import type { Failure } from '#shared/domain/result.ts';
import { useDeskView } from '../app/desk-store.ts';
import { deskNow, useSession } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { Button, Checkbox, Dialog, FailedBanner, Icon, Select, ToggleChips } from '../ui/index.ts';
import { shortRef } from './ref.ts';
import { noticedAt, whens, type When } from './when.ts';

interface About {
  callId: string | null;
  messageId: string | null;
  patientId: string | null;
  accountId: string | null;
}
const nothing: About = { callId: null, messageId: null, patientId: null, accountId: null };

/** What stands open on this page, by its ids; nothing while the desk is locked. */
function useAbout(locked: boolean): About {
  const { centre, contextId, accountId } = useDeskView.getState();
  const [patientId, setPatientId] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    if (!locked && contextId !== null)
      void careline.patient.verification({ contextId }).then((result) => {
        if (!gone && result.ok) setPatientId(result.value.chosen?.patientId ?? null);
      });
    return () => void (gone = true);
  }, [locked, contextId]);
  if (locked) return nothing;
  return {
    callId: centre.kind === 'call' || centre.kind === 'past-call' ? centre.callId : null,
    messageId: centre.kind === 'message' ? centre.messageId : null,
    patientId,
    accountId,
  };
}

export default function IncidentDialog({ onClose }: { onClose: () => void }) {
  const locked = useSession((s) => s.state?.phase !== 'open');
  const about = useAbout(locked);
  const [what, setWhat] = useState<IncidentKind | null>(null);
  const [when, setWhen] = useState<When>('now');
  const [people, setPeople] = useState<HowMany>('unknown');
  const [ongoing, setOngoing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [done, setDone] = useState<{ id: string; goes: boolean } | null>(null);
  const report = async (): Promise<void> => {
    if (what === null) return;
    setBusy(true);
    const discoveredAt = noticedAt(when, deskNow());
    const result = await careline.incidents.report(
      { what, discoveredAt, about, people, ongoing },
      { sureWithin: 20_000 },
    );
    setBusy(false);
    setFailure(result.ok ? null : result);
    if (result.ok) setDone(result.value);
  };
  if (done !== null)
    return (
      <Dialog
        isOpen
        size="small"
        onClose={onClose}
        title={t('reviews.incident.title')}
        actions={
          <Button kind="primary" onPress={onClose}>
            {t('reviews.incident.close')}
          </Button>
        }
      >
        <div className="cl-stack" role="status">
          <p className="cl-inline">
            <Icon of={CircleCheck} tone="green" />
            <strong>{t('reviews.incident.done', { ref: shortRef(done.id) })}</strong>
          </p>
          <p>{t(done.goes ? 'reviews.incident.done.goes' : 'reviews.incident.done.stays')}</p>
        </div>
      </Dialog>
    );
  const named = [
    about.callId !== null && t('reviews.incident.about.call', { ref: shortRef(about.callId) }),
    about.messageId !== null && t('reviews.incident.about.message', { ref: shortRef(about.messageId) }),
    about.patientId !== null && t('reviews.incident.about.patient', { ref: shortRef(about.patientId) }),
  ].filter((one) => one !== false);
  return (
    <Dialog
      isOpen
      role="alertdialog"
      onClose={onClose}
      title={t('reviews.incident.title')}
      actions={
        <>
          <Button onPress={onClose}>{t('reviews.incident.cancel')}</Button>
          <Button
            kind="primary"
            icon={ShieldAlert}
            isPending={busy}
            isDisabled={what === null}
            onPress={() => void report()}
          >
            {t('reviews.incident.do')}
          </Button>
        </>
      }
    >
      <div className="cl-stack">
        <p>{t('reviews.incident.lead')}</p>
        <Select
          label={t('reviews.incident.what')}
          options={incidentKinds.map((id) => ({ id, title: t(`reviews.incident.what.${id}`) }))}
          value={what}
          onChange={setWhat}
        />
        <ToggleChips
          label={t('reviews.incident.when')}
          mustChoose
          options={whens.map((id) => ({ id, title: t(`reviews.incident.when.${id}`) }))}
          value={when}
          onChange={(id) => id !== null && setWhen(id)}
        />
        <ToggleChips
          label={t('reviews.incident.people')}
          mustChoose
          options={howMany.map((id) => ({ id, title: t(`reviews.incident.people.${id}`) }))}
          value={people}
          onChange={(id) => id !== null && setPeople(id)}
        />
        <Checkbox isSelected={ongoing} onChange={setOngoing} detail={t('reviews.incident.ongoing.what')}>
          {t('reviews.incident.ongoing')}
        </Checkbox>
        <div>
          <strong>{t('reviews.incident.about')}</strong>
          <p className="cl-detail">
            {named.length > 0
              ? named.join(' · ')
              : t(locked ? 'reviews.incident.about.locked' : 'reviews.incident.about.none')}
          </p>
        </div>
        {failure !== null && <FailedBanner code={failure.code} />}
      </div>
    </Dialog>
  );
}
