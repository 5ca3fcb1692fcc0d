// F5: hands the call over, at once or after talking to the other one, with what they need so that the caller need not say it
// again: verified how far, what it is about, what is open (rows 42, 62).
import { PhoneForwarded, TriangleAlert, UserRoundCheck, X } from 'lucide-react';
import { useState } from 'react';
import type { Call } from '#shared/domain/calls/call.ts';
import { maskWhileTyping } from '#shared/domain/pan/index.ts';
import type { TransferTarget } from '#shared/domain/telephony/live.ts';
import { useVerified } from '../app/verified.ts';
import { t } from '../text/t.ts';
import { Button, Chip, Icon, IconButton, TextArea } from '../ui/index.ts';
import { useWork } from '../work/store.ts';
import { handoverDraft, handoverSent, summaryLimit } from './handover-draft.ts';
import { closePanel } from './panel.ts';
import { otherSubmitKeys, submitKeys, useSubmitKeys } from './submit-keys.ts';
import { actAndTell, forgetRefused, useTelephony } from './store.ts';
import { refusedAt } from './refusals.ts';
import { Refusal } from './Refusal.tsx';
import { TargetPick } from './TargetPick.tsx';
import type { TargetRow } from './targets.ts';

/** What is open for this caller as far as the desk knows it without reading more. */
function useOpenTasks(callId: string): string[] {
  return useWork((s) => s.drafts)
    .filter((d) => d.callId === callId && d.discardedAt === null)
    .map((d) =>
      t('telephony.handover.task.draft', { name: d.patientName.trim() || d.callerName.trim() || '–' }),
    );
}

export function TransferPanel({
  call,
  notes,
  mode,
}: {
  call: Call;
  notes: string;
  mode: 'transfer' | 'add';
}) {
  const [chosen, setChosen] = useState<TargetRow | null>(null);
  const place = `${mode} ${call.id}`;
  const refused = useTelephony((s) => refusedAt(s.refused, [place]) !== null);
  const choose = (row: TargetRow): void => {
    // What was refused of another choice is no word on this one.
    forgetRefused(place);
    setChosen(row);
  };
  const title = t(mode === 'add' ? 'telephony.add.title' : 'telephony.transfer.title');
  return (
    <section
      className="cl-panel cl-tel-transfer cl-call-side"
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        closePanel();
      }}
    >
      <header className="cl-tel-head">
        <h2 className="cl-card-title">{title}</h2>
        <span className="cl-detail">
          {t(mode === 'add' ? 'telephony.add.what' : 'telephony.transfer.what')}
        </span>
        <span className="cl-call-gap" />
        <IconButton size="small" icon={X} label={t('telephony.transfer.close')} onPress={closePanel} />
      </header>
      <div className="cl-tel-two">
        <TargetPick accountId={call.accountId} chosen={chosen} onChoose={choose} />
        {mode === 'add' ? (
          <AddFoot callId={call.id} chosen={chosen} />
        ) : (
          <HandoverForm call={call} notes={notes} chosen={chosen} />
        )}
      </div>
      {/* Over the whole width: no field is pushed out of sight. What was refused says what was warned of. */}
      {mode === 'transfer' && <Refusal of={[`transfer ${call.id}`]} what="transfer" />}
      {mode === 'transfer' && chosen?.unserved && !refused && (
        <p className="cl-tel-warn cl-tel-warn-amber">
          <Icon of={TriangleAlert} size={16} />
          <span>{t('telephony.transfer.unserved', { who: chosen.title })}</span>
        </p>
      )}
    </section>
  );
}

function AddFoot({ callId, chosen }: { callId: string; chosen: TargetRow | null }) {
  const asking = useTelephony((s) => s.asking[`add ${callId}`] === true);
  const add = (target: TransferTarget): void =>
    void actAndTell({ kind: 'add', callId, target }).then((done) => done && closePanel());
  const may = chosen !== null && chosen.target.kind !== 'queue';
  useSubmitKeys('.cl-tel-transfer', () => may && add(chosen.target));
  return (
    <div className="cl-tel-form">
      <p>{t('telephony.add.how')}</p>
      <Button
        kind="primary"
        icon={UserRoundCheck}
        keys={submitKeys}
        isDisabled={!may}
        isPending={asking}
        onPress={() => chosen && add(chosen.target)}
      >
        {chosen === null ? t('telephony.add.none') : t('telephony.add.do', { who: chosen.title })}
      </Button>
      <Refusal of={[`add ${callId}`]} what="transfer" />
    </div>
  );
}

function HandoverForm({ call, notes, chosen }: { call: Call; notes: string; chosen: TargetRow | null }) {
  const verified = useVerified(call.id);
  const open = useOpenTasks(call.id);
  const asking = useTelephony((s) => s.asking[`transfer ${call.id}`] === true);
  const made = handoverDraft({
    level: verified?.level ?? 0,
    patientId: verified?.patientId ?? null,
    reasonCode: call.reasonCode,
    notes,
    open,
  });
  // Filled in once; from then on it is the agent's text.
  const [summary, setSummary] = useState(made.summary);
  const [tasks, setTasks] = useState(made.openTasks.join('\n'));
  // Numbers in the notes are masked there, and said there: these are the ones that were typed here.
  const [masked, setMasked] = useState(0);
  const typed = (text: string, put: (masked: string) => void): void => {
    const found = maskWhileTyping(text);
    setMasked((n) => n + found.count);
    put(found.text);
  };
  const go = (how: 'blind' | 'warm'): void => {
    if (chosen === null) return;
    void actAndTell({
      kind: 'transfer',
      callId: call.id,
      how,
      target: chosen.target,
      handover: handoverSent(made, summary, tasks),
    }).then((done) => done && closePanel());
  };
  // Nobody answers for a queue: it can't be talked to first.
  const warm = chosen !== null && chosen.target.kind !== 'queue';
  // A department or a number has no desk: nobody there can read this.
  const read = chosen === null || chosen.target.kind !== 'number';
  useSubmitKeys(
    '.cl-tel-transfer',
    () => warm && go('warm'),
    () => go('blind'),
  );
  return (
    <div className="cl-tel-form">
      <p className="cl-inline">
        <Chip tone={made.level > 0 ? 'green' : 'amber'}>
          {t(`telephony.handover.level.${String(made.level) as '0'}`)}
        </Chip>
        {verified && <span>{verified.preferredName}</span>}
      </p>
      <TextArea
        label={t('telephony.handover.summary')}
        value={summary}
        onChange={(text) => typed(text, setSummary)}
        rows={3}
        maxLength={summaryLimit}
        hint={read ? t('telephony.handover.summary.hint') : t('telephony.handover.summary.say')}
      />
      {masked > 0 && (
        <p className="cl-detail" role="status">
          {t('calls.notes.masked.summary', { count: masked })}
        </p>
      )}
      <TextArea
        label={t('telephony.handover.tasks')}
        value={tasks}
        onChange={(text) => typed(text, setTasks)}
        rows={1}
        placeholder={t('telephony.handover.tasks.hint')}
        optional
      />
      <div className="cl-tel-end">
        <Button
          icon={PhoneForwarded}
          keys={otherSubmitKeys}
          isDisabled={chosen === null}
          isPending={asking}
          onPress={() => go('blind')}
        >
          {t('telephony.transfer.blind')}
        </Button>
        <Button
          kind="primary"
          icon={UserRoundCheck}
          keys={submitKeys}
          isDisabled={!warm}
          isPending={asking}
          onPress={() => go('warm')}
        >
          {t('telephony.transfer.warm')}
        </Button>
      </div>
      {!chosen?.unserved && (
        <p className="cl-detail">
          {chosen === null
            ? t('telephony.transfer.choose')
            : t(warm ? 'telephony.transfer.how' : 'telephony.transfer.how.queue', { who: chosen.title })}
        </p>
      )}
    </div>
  );
}
