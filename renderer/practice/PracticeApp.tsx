// The practice room: role-play in a vault of its own, with its colour, its words in the title, and no way to anything
// real but out (product.md 5b, "Safety").
import { GraduationCap, LogOut, ShieldCheck } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import { useDeskView } from '../app/desk-store.ts';
import { deskNow, useSession } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { useDesk, useTopic } from '../bridge/use-desk.ts';
import { errorText, t } from '../text/t.ts';
import {
  Avatar,
  Banner,
  Button,
  Chip,
  Columns,
  EmptyState,
  Skeleton,
  StatusBar,
  StatusItem,
  TopBar,
} from '../ui/index.ts';
import { leaveForEmergency, leavePractice } from './leave.ts';
import { Middle } from './Middle.tsx';
import { RightSide } from './RightSide.tsx';
import { ScenarioList } from './ScenarioList.tsx';
import { readPractice, usePractice } from './store.ts';
import './practice.css';
import './debrief.css';

const read = (): void => void readPractice(deskNow);

export function PracticeApp() {
  const epoch = useDesk().hello?.epoch ?? null;
  useTopic(careline.practice.changed, read);
  useEffect(read, [epoch]);
  useEffect(() => {
    const before = document.title;
    document.title = t('practice.title');
    return () => {
      document.title = before;
    };
  }, []);
  // F9 and whatever else opens the emergency card elsewhere leads out of here.
  const emergency = useDeskView((s) => s.emergencyOpen);
  const out = useEffectEvent(() => {
    useDeskView.getState().setEmergency(false);
    leaveForEmergency();
  });
  useEffect(() => {
    if (emergency) out();
  }, [emergency]);
  return (
    <div className="cl-desk cl-practice">
      <Top />
      <Room />
      <Status />
    </div>
  );
}

function Top() {
  const person = useSession((s) => s.state?.person);
  return (
    <TopBar
      title={t('app.title')}
      end={
        <>
          <Button kind="plain" icon={LogOut} onPress={leavePractice}>
            {t('practice.leave')}
          </Button>
          <Chip tone="violet" dot>
            {t('practice.chip')}
          </Chip>
          {person && <Avatar name={person.name} />}
        </>
      }
    />
  );
}

function Room() {
  const { scenarios, failure } = usePractice();
  if (scenarios === null || scenarios.length === 0)
    return (
      <main className="cl-column cl-practice-alone">
        {scenarios === null && failure === null && <Skeleton label={t('practice.loading')} lines={4} />}
        {scenarios !== null && (
          <EmptyState icon={GraduationCap} title={t('practice.empty')}>
            {t('practice.empty.what')}
          </EmptyState>
        )}
        {scenarios === null && failure !== null && <Failed code={failure.code} />}
      </main>
    );
  return (
    <Columns
      labels={{ left: t('practice.left'), middle: t('practice.middle'), right: t('practice.right') }}
      left={<ScenarioList />}
      right={<RightSide />}
    >
      {failure !== null && <Failed code={failure.code} />}
      <Middle />
    </Columns>
  );
}

function Failed({ code }: { code: string }) {
  const { sentence, next } = errorText(code);
  return (
    <Banner
      tone="amber"
      title={sentence}
      action={
        <Button size="small" onPress={read}>
          {t('practice.failed.again')}
        </Button>
      }
    >
      {next} {t('practice.failed.safe')}
    </Banner>
  );
}

function Status() {
  const running = useDesk().state === 'running';
  return (
    <StatusBar label={t('practice.status')} end={<StatusItem>{t('practice.status.emergency')}</StatusItem>}>
      <StatusItem
        icon={GraduationCap}
        tone="violet"
        detail={{ title: t('practice.status.vault.title'), content: t('practice.status.vault.what') }}
      >
        {t('practice.status.vault')}
      </StatusItem>
      <StatusItem
        icon={ShieldCheck}
        detail={{ title: t('practice.status.route.title'), content: t('practice.status.route.what') }}
      >
        {t('practice.status.route')}
      </StatusItem>
      {!running && (
        <StatusItem tone="amber" spoken>
          {t('practice.status.down')}
        </StatusItem>
      )}
    </StatusBar>
  );
}
