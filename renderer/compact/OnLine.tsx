// The call that is talked on or on hold: how long, to whom, and its controls, the same ones as at the desk.
import { AppWindow, MicOff, Pause } from 'lucide-react';
import type { Call } from '#shared/domain/calls/call.ts';
import { FlagLine } from '../assist/FlagLine.tsx';
import { useDesk } from '../bridge/use-desk.ts';
import { Controls } from '../calls/Controls.tsx';
import { t } from '../text/t.ts';
import { Button, Chip, cx, Timer } from '../ui/index.ts';
import { Consent } from '../telephony/Consent.tsx';
import { useLive } from '../telephony/store.ts';
import { openSurface } from '../windows/open.ts';
import { Caller } from './Caller.tsx';
import { NoteAdd } from './NoteAdd.tsx';
import { Sound } from './Sound.tsx';

export function OnLine({ call, locked }: { call: Call; locked: boolean }) {
  const held = call.state === 'held';
  const isRunning = useDesk().state === 'running';
  const live = useLive(call.id);
  const state = t(
    held ? 'compact.state.held' : call.state === 'dialling' ? 'compact.dialling' : 'compact.state.active',
  );
  return (
    <section
      className={cx('cl-compact-card', live && 'cl-compact-live', held && 'cl-compact-held')}
      aria-label={state}
    >
      <Caller call={call} locked={locked} state={state} />
      <div className="cl-compact-states" role="status">
        <Timer since={call.answeredAt ?? call.rangAt} size="large" label={t('calls.timer')} />
        {held && (
          <Chip tone="amber" icon={Pause}>
            {t('compact.held.for')}{' '}
            <Timer since={call.heldSince ?? call.rangAt} label={t('calls.state.held.timer')} />
          </Chip>
        )}
        {!live && call.muted && (
          <Chip tone="amber" icon={MicOff}>
            {t(held ? 'calls.state.muted.short' : 'compact.muted')}
          </Chip>
        )}
        {!isRunning && <Chip tone="amber">{t('compact.unconfirmed')}</Chip>}
      </div>
      <FlagLine callId={call.id} locked={locked} button={false} />
      {live && <Sound call={call} live={live} />}
      {live && !locked && !held && call.state !== 'dialling' && <Consent live={live} />}
      {!locked && <NoteAdd call={call} />}
      <Controls call={call} short />
      {live && (
        <Button size="small" kind="plain" icon={AppWindow} onPress={() => void openSurface('main')}>
          {t('compact.more-at-desk')}
        </Button>
      )}
    </section>
  );
}
