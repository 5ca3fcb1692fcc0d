// Palette, keys, settings and tour: loaded once the desk stands, so that none of them delays the first paint.
import { lazy, Suspense, useEffect } from 'react';
import { openOverlay, useOverlay } from './overlay-store.ts';
import { fetchRooms } from './rooms.ts';
import { useSession } from './session-store.ts';
import { useDeskSlots } from './slots.ts';
import { runAction, runExtra, useHiddenExtras } from './actions.ts';
import { LastHere } from '../session/LastHere.tsx';
import { useTour } from '../tour/use-tour.ts';

const loadPalette = () => import('../palette/Palette.tsx');
const loadCheatSheet = () => import('./CheatSheet.tsx');
const loadSettings = () => import('../settings/SettingsDialog.tsx');
const Palette = lazy(loadPalette);
const CheatSheet = lazy(loadCheatSheet);
const SettingsDialog = lazy(loadSettings);
const GlossaryDialog = lazy(() => import('../knowledge/glossary/GlossaryDialog.tsx'));
const KeysDialog = lazy(() => import('../settings/KeysDialog.tsx'));
const DevicesDialog = lazy(() => import('../telephony/DevicesDialog.tsx'));
const ScriptEditor = lazy(() => import('../script-editor/ScriptEditor.tsx'));
const AuthoringDialog = lazy(() => import('../authoring/AuthoringDialog.tsx'));
const CertificatesDialog = lazy(() => import('../certificates/CertificatesDialog.tsx'));
const BreakGlassDialog = lazy(() => import('../access/BreakGlassDialog.tsx'));
const IncidentDialog = lazy(() => import('../incidents/IncidentDialog.tsx'));
const ReviewsDialog = lazy(() => import('../reviews/ReviewsDialog.tsx'));
const ChangeSecret = lazy(() => import('../session/ChangeSecret.tsx'));
const OtherSession = lazy(() => import('../session/OtherSession.tsx'));
const Tour = lazy(() => import('../tour/Tour.tsx'));
const close = (): void => openOverlay(null);

export function Overlays() {
  const open = useOverlay((s) => s.open);
  // The tour is of the live desk.
  const practised = useDeskSlots() !== null;
  const tour = useTour() && !practised;
  const hidden = useHiddenExtras();
  const elsewhere = useSession((s) => (s.state?.otherSession ?? null) !== null);
  useEffect(() => {
    // A key must not wait for a download.
    fetchRooms();
    const timer = setTimeout(() => void Promise.all([loadPalette(), loadCheatSheet(), loadSettings()]), 1500);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Suspense fallback={null}>
      {open === 'palette' && <Palette onClose={close} action={runAction} extra={runExtra} hidden={hidden} />}
      {open === 'help' && <CheatSheet onClose={close} />}
      {open === 'glossary' && <GlossaryDialog onClose={close} />}
      {open === 'settings' && <SettingsDialog onClose={close} />}
      {open === 'keys' && <KeysDialog onClose={close} />}
      {open === 'devices' && <DevicesDialog onClose={close} />}
      {open === 'scripts' && <ScriptEditor onClose={close} />}
      {open === 'authoring' && <AuthoringDialog onClose={close} />}
      {open === 'certificates' && <CertificatesDialog onClose={close} />}
      {open === 'break-glass' && <BreakGlassDialog onClose={close} />}
      {open === 'incident' && <IncidentDialog onClose={close} />}
      {open === 'reviews' && <ReviewsDialog onClose={close} />}
      {open === 'secret' && <ChangeSecret onClose={close} />}
      <LastHere />
      {elsewhere && open === null && <OtherSession />}
      {tour && open === null && <Tour />}
    </Suspense>
  );
}
