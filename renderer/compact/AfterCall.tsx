// After the call: it is over, and how it ended is said at the desk.
import { AppWindow, PhoneOff } from 'lucide-react';
import type { Call } from '#shared/domain/calls/call.ts';
import { useSession } from '../app/session-store.ts';
import { afterBreak } from '../calls/lost.ts';
import { gaveAway } from '../calls/words.ts';
import { useLive, useTelephony } from '../telephony/store.ts';
import { formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, Icon, Timer, useNow } from '../ui/index.ts';
import { openSurface } from '../windows/open.ts';
import { Caller } from './Caller.tsx';

export function AfterCall({ call, locked }: { call: Call; locked: boolean }) {
  const ended = call.endedAt ?? call.rangAt;
  const given = gaveAway(call, useLive(call.id)?.transfer ?? null);
  const nowMs = useNow().getTime();
  const fresh = useTelephony((s) => s.view?.server.state === 'fresh');
  const broke = afterBreak(call, nowMs, fresh);
  const isLocked = useSession((s) => s.state?.phase === 'locked');
  const state = t('compact.state.wrap-up');
  return (
    <section className="cl-compact-card cl-compact-over" aria-label={state}>
      <div className="cl-compact-line">
        <strong className="cl-inline">
          <Icon of={PhoneOff} size={16} />
          {broke === null ? state : t(`calls.wrap.${broke}`)}
        </strong>
        <Timer since={ended} label={t('compact.wrap.timer')} />
      </div>
      {!locked && <Caller call={call} locked={false} state={state} />}
      {broke === 'looking' ? (
        <p role="status">{t('calls.wrap.looking.what')}</p>
      ) : broke === 'lost' ? (
        <p className="cl-compact-lost">{t('compact.wrap.lost', { time: formatTime(ended) })}</p>
      ) : (
        <p className="cl-detail">
          {t(`calls.wrap.over.${given ?? call.endedBy ?? 'caller'}`, { time: formatTime(ended) })}
        </p>
      )}
      <p>{t(locked ? (isLocked ? 'compact.wrap.locked' : 'compact.wrap.veil') : 'compact.wrap.what')}</p>
      <Button
        kind="primary"
        className="cl-compact-answer"
        icon={AppWindow}
        onPress={() => void openSurface('main')}
      >
        {t('compact.desk')}
      </Button>
    </section>
  );
}
