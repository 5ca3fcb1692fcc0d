// The compact phone: the state of the line, the call in hand with its controls, one sentence on the network.
import { AppWindow } from 'lucide-react';
import { AccessBand } from '../access/AccessBand.tsx';
import { EmergencyButton } from '../app/EmergencyButton.tsx';
import { useSession } from '../app/session-store.ts';
import { useDesk } from '../bridge/use-desk.ts';
import { readCalls, useCalls } from '../calls/store.ts';
import { AlarmBand } from '../dispatch/AlarmBand.tsx';
import { useAlarm } from '../dispatch/use-alarm.ts';
import { presenceOf, presenceTones } from '../status/sentences.ts';
import { useStatus } from '../status/store.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, Chip, IconButton, Mark } from '../ui/index.ts';
import { openSurface } from '../windows/open.ts';
import { useWindows } from '../windows/store.ts';
import { StateChip, useBreath } from '../telephony/AgentMenu.tsx';
import { shortWords, stateTone, stateWords } from '../telephony/agent-words.ts';
import { useKeepTelephony, useTelephony } from '../telephony/store.ts';
import { SideWindow } from '../windows/SideWindow.tsx';
import { AfterCall } from './AfterCall.tsx';
import { Away } from './Away.tsx';
import { CompactStatus } from './CompactStatus.tsx';
import { hasStopped } from './foot.ts';
import { Idle } from './Idle.tsx';
import { OnLine } from './OnLine.tsx';
import { Others } from './Others.tsx';
import { phoneViewOf, type PhoneView } from './phone-view.ts';
import { Ringing } from './Ringing.tsx';

export function CompactWindow() {
  return (
    <SideWindow title={t('compact.title')} hidesItself>
      {(screen, hidden) => (
        // Anew with each lock and unlock: what was read while locked has no numbers.
        <div className="cl-win cl-compact" key={screen}>
          <Head />
          <Middle locked={screen === 'locked' || hidden} />
          <CompactStatus />
        </div>
      )}
    </SideWindow>
  );
}

function Head() {
  const session = useSession((s) => s.state);
  const status = useStatus((s) => s.value);
  const { calls } = useCalls();
  const desk = useDesk();
  const isRunning = desk.state === 'running';
  const view = useTelephony((s) => s.view);
  const presence = presenceOf(status, session?.person ?? null, calls);
  const breath = useBreath(view?.agent ?? null);
  return (
    <header className="cl-win-head">
      <Mark />
      <h1 className="cl-hidden">{t('compact.label')}</h1>
      <span className="cl-win-title">
        {isRunning && view?.agent ? (
          <StateChip
            agent={view.agent}
            words={
              (view.askedState === null ? shortWords(view.agent) : null) ??
              stateWords(view.agent, view.askedState, breath)
            }
            tone={stateTone(view.agent, view)}
            asked={view.askedState !== null}
          />
        ) : (
          <Chip tone={isRunning ? presenceTones[presence] : 'amber'} dot>
            {hasStopped(desk)
              ? t('compact.stopped')
              : t(`status.presence.${isRunning ? presence : 'restarting'}`)}
          </Chip>
        )}
      </span>
      {session?.practice === true && <Chip tone="violet">{t('compact.practice')}</Chip>}
      <IconButton icon={AppWindow} label={t('compact.desk')} onPress={() => void openSurface('main')} />
    </header>
  );
}

function Middle({ locked }: { locked: boolean }) {
  useKeepTelephony({ devices: false });
  const { calls, reading, failure } = useCalls();
  const status = useStatus((s) => s.value);
  const desk = useDesk();
  const isRunning = desk.state === 'running';
  const view = phoneViewOf(calls, status);
  // One sound a desk: the main window makes it where it is open.
  const inMain = useWindows((s) => s.open.includes('main'));
  useAlarm({ onCall: view.kind === 'on-line', silent: inMain });
  return (
    <main className="cl-win-body cl-compact-middle" aria-label={t('compact.label')}>
      <AlarmBand locked={locked} />
      {!locked && <AccessBand short />}
      {!isRunning && calls.length === 0 ? (
        <Away stopped={hasStopped(desk)} />
      ) : failure && isRunning ? (
        <Banner
          tone="amber"
          title={t('compact.failed')}
          action={<Button onPress={() => void readCalls()}>{t('windows.again')}</Button>}
        >
          {errorText(failure.code).next}
        </Banner>
      ) : (
        <Shown view={view} locked={locked} reading={reading} />
      )}
      {/* A call that is talked on has the emergency key among its controls. */}
      {(view.kind !== 'on-line' || (failure && isRunning)) && (
        <EmergencyButton short className="cl-compact-wide" />
      )}
    </main>
  );
}

function Shown({ view, locked, reading }: { view: PhoneView; locked: boolean; reading: boolean }) {
  if (view.kind === 'idle') return <Idle line={view.line} reading={reading} />;
  const { call, others } = view;
  return (
    <>
      {view.kind === 'ringing' && <Ringing key={call.id} call={call} locked={locked} />}
      {view.kind === 'on-line' && <OnLine key={call.id} call={call} locked={locked} />}
      {view.kind === 'after' && <AfterCall key={call.id} call={call} locked={locked} />}
      <Others
        others={others}
        locked={locked}
        answerHolds={view.kind === 'on-line'}
        afterCall={view.kind === 'after'}
      />
    </>
  );
}
