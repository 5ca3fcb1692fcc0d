// What callers left: played here, taken by one person, and gone from the list only when its message is saved (row 59).
import { MessageSquarePlus, Play, Square, Voicemail as VoicemailIcon } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import { useAccounts } from '../app/accounts.ts';
import { useDeskView } from '../app/desk-store.ts';
import { sayFailure } from '../app/say.ts';
import { useSession } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';
import { startDraft } from '../messages/start-draft.ts';
import { formatDate, formatPhone, formatSpan, formatTime } from '../text/format.ts';
import { errorText, t } from '../text/t.ts';
import { AgeText, Banner, Button, Chip, EmptyState, Skeleton } from '../ui/index.ts';
import { actAndTell, useTelephony } from './store.ts';
import { waitForMessage } from './taken.ts';
import { playSound, readVoicemail } from './voicemail-sound.ts';

type Row = Extract<Awaited<ReturnType<typeof careline.telephony.voicemails>>, { ok: true }>['value'][number];

export function Voicemails() {
  const [rows, setRows] = useState<readonly Row[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const read = useCallback(() => {
    void careline.telephony.voicemails().then((result) => {
      if (result.ok) setRows(result.value);
      setFailure(result.ok ? null : result);
    });
  }, []);
  const count = useTelephony((s) => s.view?.voicemails ?? 0);
  useEffect(() => read(), [read, count]);
  useTopic(careline.telephony.changed, read);
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
    <ul className="cl-tel-list" aria-label={t('telephony.voicemails')}>
      {rows.map((row) => (
        <VoicemailRow key={row.id} row={row} again={read} />
      ))}
    </ul>
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
  const [state, setState] = useState<'idle' | 'loading' | 'playing'>('idle');
  const playing = useRef<(() => void) | null>(null);
  const stop = useCallback(() => {
    playing.current?.();
    playing.current = null;
    setState('idle');
  }, []);
  // Nothing of a voice stays in the page when the row goes.
  useEffect(() => () => playing.current?.(), []);
  const play = async (): Promise<void> => {
    setState('loading');
    const sound = await readVoicemail(row.id, (input) => careline.telephony.voicemailSound(input));
    const playingNow = sound.ok ? await playSound(sound.value, stop) : sound;
    if (!playingNow.ok) {
      setState('idle');
      return sayFailure(playingNow);
    }
    playing.current = playingNow.value;
    setState('playing');
  };
  return (
    <Button
      size="small"
      icon={state === 'playing' ? Square : Play}
      isDisabled={row.sound !== 'ready'}
      isPending={state === 'loading'}
      onPress={() => (state === 'playing' ? stop() : void play())}
    >
      {row.sound === 'fetching'
        ? t('telephony.voicemails.fetching')
        : t(state === 'playing' ? 'telephony.voicemails.stop' : 'telephony.voicemails.play')}
    </Button>
  );
}
