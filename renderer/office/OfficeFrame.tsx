// The office: the head, the places at the left, one page in the middle. It asks for no patient and shows no call.
import '../text/late/office.ts';
import { GraduationCap, Lock, LogOut, Moon, Settings, ShieldAlert, Sun } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useDeskView } from '../app/desk-store.ts';
import { RestoredBanner } from '../backups/late.ts';
import { DeskBanner } from '../app/DeskBanner.tsx';
import { EmergencyButton } from '../app/EmergencyButton.tsx';
import { keysOf } from '../app/keys.ts';
import { openOverlay, useOverlay } from '../app/overlay-store.ts';
import { goToPractice } from '../app/leave-practice.ts';
import { RoomEdge } from '../app/RoomEdge.tsx';
import { sayFailure } from '../app/say.ts';
import { lockNow, moveSession, useSession } from '../app/session-store.ts';
import { isMac, useKeys } from '../app/use-keys.ts';
import { hideNow } from '../app/veil.ts';
import { careline } from '../bridge/index.ts';
import { otherTheme } from '../settings/dress.ts';
import { changeSettings, useSettings } from '../settings/store.ts';
import { formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Avatar, cx, Icon, IconButton, Menu, TopBar, useNow, type MenuRow } from '../ui/index.ts';
import { pagesOf, type OfficePage } from './pages.ts';
import { goTo, useOffice } from './store.ts';
import './office.css';

const IncidentDialog = lazy(() => import('../incidents/IncidentDialog.tsx'));
const GlossaryDialog = lazy(() => import('../knowledge/glossary/GlossaryDialog.tsx'));
const SettingsDialog = lazy(() => import('../settings/SettingsDialog.tsx'));

export function OfficeFrame() {
  const person = useSession((s) => s.state?.person ?? null);
  // Another person's office begins at their own first page.
  const place = useOffice((s) => (s.by === person?.id ? s.place : null));
  const overlay = useOverlay((s) => s.open);
  const pages = person === null ? [] : pagesOf(person.role);
  useKeys('desk', (id) => {
    if (id === 'lock') void lockNow();
    else if (id === 'settings') openOverlay('settings');
    else if (id === 'hide-screen') hideNow();
    else if (pages.every((one) => one.id !== 'articles')) return;
    else if (id === 'glossary') openOverlay('glossary');
    else if (id === 'search-articles') {
      goTo('articles');
      useDeskView.setState({ searchAsked: true });
    }
  });
  if (person === null) return null;
  const here = pages.find((one) => one.id === place) ?? pages[0];
  return (
    <div className="cl-office">
      <Head />
      <div className="cl-page-room">
        <Places pages={pages} here={here} />
        <main className="cl-office-page" tabIndex={0} aria-label={here && t(`office.place.${here.id}`)}>
          <DeskBanner />
          <Suspense fallback={null}>
            <RestoredBanner />
          </Suspense>
          {here && (
            <RoomEdge key={here.id}>
              <here.Shown />
            </RoomEdge>
          )}
        </main>
      </div>
      <Suspense fallback={null}>
        {overlay === 'glossary' && <GlossaryDialog onClose={() => openOverlay(null)} />}
        {overlay === 'settings' && <SettingsDialog onClose={() => openOverlay(null)} />}
        {overlay === 'incident' && <IncidentDialog onClose={() => openOverlay(null)} />}
      </Suspense>
    </div>
  );
}

function Head() {
  const now = useNow(1000).toISOString();
  return (
    <TopBar
      title={t('app.title')}
      end={
        <>
          <EmergencyButton short />
          <span className="cl-top-clock">
            <time dateTime={now} title={t('app.clock.here')}>
              {formatTime(now)}
            </time>
          </span>
          <IconButton
            icon={Lock}
            label={t('app.person.lock')}
            keys={keysOf('lock', isMac)}
            onPress={() => void lockNow()}
          />
          <PersonMenu />
        </>
      }
    />
  );
}

async function leave(): Promise<void> {
  const failed = await moveSession(careline.session.leave());
  if (failed) sayFailure(failed);
}

function PersonMenu() {
  const person = useSession((s) => s.state?.person);
  const organisation = useSession((s) => s.state?.organisation);
  const theme = useSettings((s) => s.value?.theme ?? 'system');
  if (!person) return null;
  const other = otherTheme(theme, window.matchMedia('(prefers-color-scheme: dark)').matches);
  const role = t(`app.role.${person.role}`);
  const rows: MenuRow[] = [
    {
      id: 'settings',
      title: t('app.person.settings'),
      icon: Settings,
      keys: keysOf('settings', isMac),
      run: () => openOverlay('settings'),
    },
    {
      id: 'theme',
      title: t(`app.person.theme.${other}`),
      icon: other === 'dark' ? Moon : Sun,
      run: () => void changeSettings({ theme: other }),
    },
    ...(person.role === 'trainer'
      ? [{ id: 'practice', title: t('app.person.practice'), icon: GraduationCap, run: goToPractice }]
      : []),
    {
      id: 'incident',
      title: t('access.person.incident'),
      icon: ShieldAlert,
      run: () => openOverlay('incident'),
    },
    { id: 'leave', title: t('app.person.leave'), icon: LogOut, run: () => void leave() },
  ];
  return (
    <Menu
      label={t('app.person.menu', { initials: person.initials, name: person.name, role })}
      rows={rows}
      head={
        <>
          <strong>{person.name}</strong>
          <span className="cl-detail">{[role, organisation].filter(Boolean).join(' · ')}</span>
        </>
      }
    >
      <Avatar name={person.name} />
    </Menu>
  );
}

function Places({ pages, here }: { pages: readonly OfficePage[]; here: OfficePage | undefined }) {
  return (
    <nav className="cl-page-places" aria-label={t('office.nav')}>
      {pages.map((one) => (
        <button
          key={one.id}
          type="button"
          className={cx('cl-page-place', one === here && 'cl-page-place-here')}
          aria-current={one === here ? 'page' : undefined}
          onClick={() => goTo(one.id)}
        >
          <Icon of={one.icon} size={18} />
          <span>{t(`office.place.${one.id}`)}</span>
        </button>
      ))}
    </nav>
  );
}
