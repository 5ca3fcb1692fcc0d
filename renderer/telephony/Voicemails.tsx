// What callers left: played here, taken by one person, and gone from the list only when its message is saved (row 59).
import { MessageSquarePlus, Play, Square, Voicemail as VoicemailIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useAccounts } from '../app/accounts.ts';
import { useDeskView } from '../app/desk-store.ts';
import { sayFailure } from '../app/say.ts';
import { useSession } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { startDraft } from '../messages/start-draft.ts';
import { formatDate, formatPhone, formatSpan, formatTime } from '../text/format.ts';
import { errorText, t } from '../text/t.ts';
import { AgeText, Banner, Button, Chip, EmptyState, Skeleton } from '../ui/index.ts';
import { actAndTell, useTelephony } from './store.ts';
import { waitForMessage } from './taken.ts';
import { useList } from './use-list.ts';
import { createPlayback, playSound, readVoicemail, type PlaybackState } from './voicemail-sound.ts';

type Row = Extract<Awaited<ReturnType<typeof careline.telephony.voicemails>>, { ok: true }>['value'][number];

export function Voicemails() {
  const counts = useTelephony((s) => String(s.view?.voicemails ?? 0));
  const { rows, failure, read } = useList<Row>(() => careline.telephony.voicemails(), counts);
  if (failure && rows === null)
    return (
      <Banner
        tone="amber"
        title={t('telephony.voicemails.failed')}
        action={<Button onPress={read}>{t('telephony.again')}</Button>}
      >
        {errorText(failure.code).next}
      </Banner>
    );
  if (rows === null) return <Skeleton lines={4} label={t('telephony.voicemails.reading')} />;
  if (rows.length === 0)
    return (
      <EmptyState icon={VoicemailIcon} title={t('telephony.voicemails.empty')}>
        {t('telephony.voicemails.empty.what')}
      </EmptyState>
    );
  return (
    <>
      {failure && <p className="cl-tel-old">{t('telephony.voicemails.old')}</p>}
      <ul className="cl-tel-list" aria-label={t('telephony.voicemails')}>
        {rows.map((row) => (
          <VoicemailRow key={row.id} row={row} again={read} />
        ))}
      </ul>
    </>
  );
}

function VoicemailRow({ row, again }: { row: Row; again: () => void }) {
  const { accounts } = useAccounts();
  const me = useSession((s) => s.state?.person?.name ?? null);
  const account = accounts.find((a) => a.id === row.accountId);
  const others = row.claimedBy !== null && row.claimedBy !== me;
  const take = async (): Promise<void> => {
    const claimed =
      row.claimedBy === me || (await actAndTell({ kind: 'voicemail-claim', voicemailId: row.id }));
    again();
    if (!claimed) return;
    const started = await startDraft({
      accountId: row.accountId,
      callId: null,
      otherPhoneWhy: t('telephony.voicemails.why', {
        number: row.number === '' ? t('calls.number.withheld') : formatPhone(row.number),
        time: `${formatDate(row.leftAt)} ${formatTime(row.leftAt)}`,
      }),
    });
    if (!started.ok) return sayFailure(started);
    useDeskView.getState().setContext({ number: row.number === '' ? null : row.number });
    waitForMessage(started.value.draftId, row.id);
  };
  return (
    <li>
      <div className="cl-tel-row-text">
        <p className="cl-inline">
          <strong className="cl-mono">
            {row.number === '' ? t('calls.number.withheld') : formatPhone(row.number)}
          </strong>
          <AgeText at={row.leftAt} />
          {others && <Chip>{t('telephony.callbacks.taken', { name: row.claimedBy })}</Chip>}
        </p>
        <p className="cl-detail">
          {account?.name ?? row.accountId} ·{' '}
          {t('telephony.voicemails.length', { span: formatSpan(row.seconds) })}
        </p>
        {row.sound === 'failed' && <p className="cl-ink-amber">{t('telephony.voicemails.sound.failed')}</p>}
      </div>
      <PlayButton row={row} />
      {!others && (
        <Button size="small" kind="primary" icon={MessageSquarePlus} onPress={() => void take()}>
          {t('telephony.voicemails.take')}
        </Button>
      )}
    </li>
  );
}

function PlayButton({ row }: { row: Row }) {
  const [state, setState] = useState<PlaybackState>('idle');
  const [playback] = useState(() =>
    createPlayback({
      read: () => readVoicemail(row.id, (input) => careline.telephony.voicemailSound(input)),
      play: playSound,
      became: setState,
    }),
  );
  // Nothing of a voice stays in the page, or begins, when the row goes.
  useEffect(() => () => playback.stop(), [playback]);
  const play = async (): Promise<void> => {
    const failure = await playback.play();
    if (failure !== null) sayFailure(failure);
  };
  return (
    <Button
      size="small"
      icon={state === 'playing' ? Square : Play}
      isDisabled={row.sound !== 'ready'}
      isPending={state === 'loading'}
      onPress={() => (state === 'playing' ? playback.stop() : void play())}
    >
      {row.sound === 'fetching'
        ? t('telephony.voicemails.fetching')
        : t(state === 'playing' ? 'telephony.voicemails.stop' : 'telephony.voicemails.play')}
    </Button>
  );
}
