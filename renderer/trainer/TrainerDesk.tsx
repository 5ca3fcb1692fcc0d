// The trainer's desk: its head, its places at the left, one page in the middle. Without a trainer signed in nothing of it shows
// but the way in.
import {
  Award,
  ClipboardCheck,
  FileText,
  Headphones,
  LogOut,
  PencilRuler,
  Scale,
  SpellCheck,
  Users,
  Grid3x3,
  type LucideIcon,
} from 'lucide-react';
import { useEffect } from 'react';
import { DeskBanner } from '../app/DeskBanner.tsx';
import { RoomEdge } from '../app/RoomEdge.tsx';
import { sayFailure } from '../app/say.ts';
import { careline } from '../bridge/index.ts';
import { useDesk, useTopic } from '../bridge/use-desk.ts';
import { formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Avatar, Button, Chip, cx, FailedBanner, Icon, Skeleton, TopBar, useNow } from '../ui/index.ts';
import { Entry } from './entry/Entry.tsx';
import { Page } from './pages.tsx';
import { go, places, readTraining, takeTraining, useTraining, useWhere, type Place } from './store.ts';

export function TrainerDesk() {
  const { state, failure } = useTraining();
  const epoch = useDesk().hello?.epoch ?? null;
  useTopic(careline.training.changed, () => void readTraining());
  useEffect(() => void readTraining(), [epoch]);
  const endsAt = state?.signedIn?.endsAt ?? null;
  const now = useNow();
  const over = endsAt !== null && now.getTime() > Date.parse(endsAt);
  useEffect(() => {
    if (over) void readTraining();
  }, [over]);
  return (
    <div className="cl-trainer">
      <Head />
      {state?.signedIn ? (
        <div className="cl-page-room">
          <Nav />
          <main className="cl-trainer-page" tabIndex={0}>
            <DeskBanner />
            <RoomEdge>
              <Page />
            </RoomEdge>
          </main>
        </div>
      ) : (
        <main className="cl-trainer-page cl-trainer-door">
          <DeskBanner />
          {state === null && failure === null && <Skeleton label={t('trainer.reading')} lines={4} />}
          {state === null && failure !== null && (
            <FailedBanner code={failure.code} again={() => void readTraining()} />
          )}
          {state !== null && <Entry state={state} />}
        </main>
      )}
    </div>
  );
}

async function leave(): Promise<void> {
  const result = await careline.training.signOut();
  if (result.ok) takeTraining(result);
  else sayFailure(result);
}

function Head() {
  const signedIn = useTraining((s) => s.state?.signedIn ?? null);
  return (
    <TopBar
      title={t('trainer.head')}
      end={
        <>
          {signedIn && (
            <>
              <span className="cl-detail">
                {t('trainer.until', { name: signedIn.name, time: formatTime(signedIn.endsAt) })}
              </span>
              <Button kind="plain" icon={LogOut} onPress={() => void leave()}>
                {t('trainer.sign-out')}
              </Button>
            </>
          )}
          <Chip tone="violet" dot>
            {t('trainer.chip')}
          </Chip>
          {signedIn && <Avatar name={signedIn.name} />}
        </>
      }
    />
  );
}

const icons: Readonly<Record<Place, LucideIcon>> = {
  people: Users,
  attempts: Headphones,
  team: Grid3x3,
  agreement: Scale,
  corrections: SpellCheck,
  scenarios: FileText,
  editor: PencilRuler,
  certificates: Award,
};

function Nav() {
  const place = useWhere((s) => s.place);
  return (
    <nav className="cl-page-places" aria-label={t('trainer.nav')}>
      {places.map((one) => (
        <button
          key={one}
          type="button"
          className={cx('cl-page-place', one === place && 'cl-page-place-here')}
          aria-current={one === place ? 'page' : undefined}
          onClick={() => go({ place: one })}
        >
          <Icon of={icons[one]} size={18} />
          <span>{t(`trainer.place.${one}`)}</span>
        </button>
      ))}
      <p className="cl-detail cl-trainer-nav-foot">
        <Icon of={ClipboardCheck} size={14} />
        <span>{t('trainer.draft')}</span>
      </p>
    </nav>
  );
}
