// The top bar: find anything, the emergency card, what this desk is doing, the desk's clock, and the person's menu.
import { Moon, PictureInPicture2, Siren } from 'lucide-react';
import { isOpenAt } from '#shared/domain/accounts/hours.ts';
import type { Call } from '#shared/domain/calls/call.ts';
import { useAccounts } from './accounts.ts';
import { useDeskView } from './desk-store.ts';
import { runAction } from './actions.ts';
import { keysOf } from './keys.ts';
import { PersonMenu } from './PersonMenu.tsx';
import { useSession } from './session-store.ts';
import { useDeskSlots } from './slots.ts';
import { isMac } from './use-keys.ts';
import { useDesk } from '../bridge/use-desk.ts';
import { formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { presenceOf, presenceTones, type Presence } from '../status/sentences.ts';
import { useStatus } from '../status/store.ts';
import { AgentMenu } from '../telephony/AgentMenu.tsx';
import { QueueWait } from '../telephony/QueueWait.tsx';
import { useLineLive } from '../telephony/store.ts';
import { Button, Chip, IconButton, SearchButton, TopBar, useNow } from '../ui/index.ts';
import { useWork } from '../work/store.ts';

/** The desk's clock; beside it the practice's own where that is another, because promises are made in its time. */
function Clock() {
  const now = useNow(1000).toISOString();
  const { accounts } = useAccounts();
  const accountId = useDeskView((s) => s.accountId);
  const zone = (accounts.find((account) => account.id === accountId) ?? accounts[0])?.zone;
  const here = formatTime(now);
  const there = zone === undefined ? here : formatTime(now, zone);
  return (
    <span className="cl-top-clock">
      <time dateTime={now} title={t('app.clock.here')}>
        {here}
      </time>
      {there !== here && (
        <span className="cl-detail cl-top-there">{t('app.clock.there', { time: there })}</span>
      )}
    </span>
  );
}

/** Between calls it says for how many practices the night has begun: theirs is the time that decides, not this desk's. */
function PresenceChip({ presence }: { presence: Presence | 'restarting' }) {
  const now = useNow(60_000).toISOString();
  const { accounts } = useAccounts();
  const closed = accounts.filter((account) => !isOpenAt(account, now)).length;
  if (closed > 0 && (presence === 'after-hours' || presence === 'ready' || presence === 'no-phone'))
    return (
      <Chip tone="amber" icon={Moon}>
        {t('app.after-hours', { count: closed })}
      </Chip>
    );
  return (
    <Chip tone={presence === 'restarting' ? 'amber' : presenceTones[presence]} dot>
      {t(`status.presence.${presence}`)}
    </Chip>
  );
}

const isLive = (state: Call['state']): boolean =>
  state === 'active' || state === 'held' || state === 'dialling';

export function DeskTop() {
  const status = useStatus((s) => s.value);
  const person = useSession((s) => s.state?.person ?? null);
  const calls = useWork((s) => s.calls);
  // The card of a call that is going on has the emergency key itself, and so has its bar in every other view.
  const onCall = calls.some((call) => isLive(call.state));
  const presence = presenceOf(status, person, calls);
  // Without the desk nothing can ring: the last thing it said holds no longer.
  const isRunning = useDesk().state === 'running';
  const line = useLineLive();
  const Practice = useDeskSlots()?.top;
  return (
    <TopBar
      title={t('app.title')}
      end={
        <>
          {!onCall && (
            <span data-tour="emergency">
              <Button
                kind="danger-quiet"
                icon={Siren}
                keys={keysOf('emergency', isMac)}
                onPress={() => runAction('emergency')}
              >
                {t('app.emergency')}
              </Button>
            </span>
          )}
          {Practice ? (
            <Practice />
          ) : line && isRunning ? (
            <>
              <QueueWait />
              <AgentMenu />
            </>
          ) : (
            <PresenceChip presence={isRunning ? presence : 'restarting'} />
          )}
          {!Practice && (
            <IconButton
              icon={PictureInPicture2}
              label={t('windows.open.compact')}
              keys={keysOf('window-compact', isMac)}
              onPress={() => runAction('window-compact')}
            />
          )}
          <Clock />
          <PersonMenu />
        </>
      }
    >
      <SearchButton
        label={t('app.search')}
        short={t('app.search.short')}
        keys={keysOf('palette', isMac)}
        onPress={() => runAction('palette')}
      />
    </TopBar>
  );
}
