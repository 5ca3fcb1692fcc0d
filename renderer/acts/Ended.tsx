// What became of an act, in plain words, with the next thing to do: sent again, taken back, as a task, as a message, verified.
import {
  CircleCheck,
  CircleX,
  Clock,
  Eye,
  MessageSquareText,
  RotateCcw,
  Undo2,
  type LucideIcon,
} from 'lucide-react';
import { useState } from 'react';
import type { ActView } from '#shared/contract/acts.ts';
import { useDeskView } from '../app/desk-store.ts';
import { openMessage } from '../app/open-message.ts';
import { formatDate, formatTime } from '../text/format.ts';
import { errorText, t } from '../text/t.ts';
import { Button, Chip, DefinitionRows, Icon, TextField, type Tone } from '../ui/index.ts';
import { again, asMessage, poll, settle, verify, withdraw } from './doing.ts';
import type { Here } from './here.ts';
import { endText, rowsOf } from './words.ts';

const looks: Record<ActView['state'], { icon: LucideIcon; tone: Tone }> = {
  done: { icon: CircleCheck, tone: 'green' },
  queued: { icon: Clock, tone: 'amber' },
  sending: { icon: Clock, tone: 'accent' },
  refused: { icon: CircleX, tone: 'red' },
  conflict: { icon: Eye, tone: 'amber' },
  open: { icon: Eye, tone: 'amber' },
  withdrawn: { icon: Undo2, tone: 'neutral' },
  message: { icon: MessageSquareText, tone: 'accent' },
  settled: { icon: CircleCheck, tone: 'neutral' },
};

export function Ended({ here, view, onNew }: { here: Here; view: ActView; onNew: () => void }) {
  const [busy, setBusy] = useState(false);
  const isDraft = useDeskView((s) => s.centre.kind === 'draft');
  const { icon, tone } = looks[view.state];
  const run = async (work: Promise<unknown>): Promise<void> => {
    setBusy(true);
    await work;
    setBusy(false);
  };
  const { state } = view;
  const tries = state === 'queued' || state === 'refused' || state === 'conflict';
  // Somebody has to be reached: a task in a queue reaches nobody now (row 10).
  const urgent = view.act.kind === 'refill-request' && view.act.outNow && view.messageId === null;
  const asTask = (state === 'refused' || state === 'conflict') && view.how === 'record' && !view.perhaps;
  const toMessage = view.messageId === null && (tries || state === 'open' || urgent);
  const message = (): void =>
    void run(asMessage(here, view.act, view.actId, isDraft ? here.contextId : null));
  return (
    <div className="cl-acts-ended">
      <div className="cl-acts-told" role="status">
        <Icon of={icon} size={20} tone={tone} />
        <div>
          <p className="cl-acts-end">{endText(view)}</p>
          {view.code !== null && state !== 'sending' && (
            <p className="cl-detail">
              {errorText(view.code).sentence}{' '}
              {(state !== 'queued' || view.code === 'act-other-person') && errorText(view.code).next}
            </p>
          )}
          {view.differences.length > 0 && (
            <p className="cl-detail">{t('acts.differs', { fields: view.differences.join(', ') })}</p>
          )}
          {view.resumed && <p className="cl-detail">{t('acts.resumed')}</p>}
          {urgent && (
            <p className="cl-acts-urgent">{t(state === 'done' ? 'acts.urgent' : 'acts.urgent.away')}</p>
          )}
          <div className="cl-acts-row">
            {toMessage && (
              <Button
                kind={urgent || view.how === 'message' ? 'primary' : 'quiet'}
                isPending={busy}
                onPress={message}
              >
                {t(
                  !urgent
                    ? 'acts.save-message'
                    : state === 'done'
                      ? 'acts.save-message.urgent'
                      : 'acts.save-message.urgent.away',
                )}
              </Button>
            )}
            {tries && view.how !== 'message' && (
              <Button icon={RotateCcw} isPending={busy} onPress={() => void run(again(view, 'same'))}>
                {t(state === 'queued' ? 'acts.send.now' : 'acts.again')}
              </Button>
            )}
            {asTask && (
              <Button isPending={busy} onPress={() => void run(again(view, 'task'))}>
                {t('acts.send.as-task')}
              </Button>
            )}
            {tries && !view.perhaps && (
              <Button kind="plain" icon={Undo2} onPress={() => void run(withdraw(view))}>
                {t('acts.withdraw')}
              </Button>
            )}
            {(state === 'open' || (tries && view.perhaps)) && (
              <Button kind="plain" onPress={() => void run(settle(view))}>
                {t('acts.settle')}
              </Button>
            )}
            {view.messageId !== null && (
              <Button onPress={() => openMessage(view.messageId ?? '')}>{t('acts.message.open')}</Button>
            )}
            <Button kind="plain" onPress={onNew}>
              {t('acts.new')}
            </Button>
          </div>
        </div>
      </div>
      <Verification view={view} />
      <Insurer view={view} />
      <section className="cl-acts-lines" aria-label={t('acts.asked')}>
        <DefinitionRows rows={rowsOf(view.act, view.verified !== null)} />
      </section>
    </div>
  );
}

/** Row 5: unverified until a reference, or the person who sits here, closes it. */
function Verification({ view }: { view: ActView }) {
  const [reference, setReference] = useState('');
  const [busy, setBusy] = useState(false);
  const { verified } = view;
  if (verified !== null)
    return (
      <p className="cl-acts-part">
        <Chip tone="green" icon={CircleCheck}>
          {t('acts.verified')}
        </Chip>{' '}
        {t(verified.reference === '' ? 'acts.verified.by' : 'acts.verified.reference', {
          by: verified.by,
          reference: verified.reference,
          date: formatDate(verified.at, {}),
          time: formatTime(verified.at),
        })}
      </p>
    );
  if (!view.unverified) return null;
  const may = view.state === 'done' || view.state === 'message';
  return (
    <div className="cl-acts-part">
      <Chip tone="amber" icon={Eye}>
        {t('acts.unverified')}
      </Chip>
      <p className="cl-detail">{t('acts.unverified.what')}</p>
      {may && (
        <div className="cl-acts-verify">
          <TextField
            label={t('acts.verify.reference')}
            maxLength={80}
            optional
            value={reference}
            onChange={setReference}
          />
          <Button
            isPending={busy}
            onPress={() => {
              setBusy(true);
              void verify(view, reference.trim()).finally(() => setBusy(false));
            }}
          >
            {t(reference.trim() === '' ? 'acts.verify.mine' : 'acts.verify')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Row 6: always with when it was asked, never taken for a promise to pay. */
function Insurer({ view }: { view: ActView }) {
  const [busy, setBusy] = useState(false);
  const { answer } = view;
  if (view.kind !== 'benefit-request' || view.state !== 'done' || view.how !== 'record') return null;
  const said = answer?.said ?? null;
  return (
    <div className="cl-acts-part" role="status">
      <strong>{said === null ? t('acts.insurer.none') : t(`acts.insurer.${said.outcome}`)}</strong>
      {typeof said?.inForce === 'boolean' && (
        <p>{t(said.inForce ? 'acts.insurer.in-force' : 'acts.insurer.not-in-force')}</p>
      )}
      {typeof said?.disposition === 'string' && <p className="cl-said">{said.disposition}</p>}
      <p className="cl-detail">
        {answer !== null && t('acts.insurer.as-of', { time: formatTime(answer.asOf) })}{' '}
        {t('acts.insurer.no-promise')}
      </p>
      <Button
        size="small"
        icon={RotateCcw}
        isPending={busy}
        onPress={() => {
          setBusy(true);
          void poll(view).finally(() => setBusy(false));
        }}
      >
        {t('acts.insurer.look')}
      </Button>
    </div>
  );
}
