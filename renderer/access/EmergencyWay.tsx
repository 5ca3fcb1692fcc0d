// Under what is withheld: the way to open it in an emergency. Quiet, because it is not what a hurried press should find first.
import { DoorOpen } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { mayBreakGlass } from '#shared/domain/access/break-glass.ts';
import { useSession } from '../app/session-store.ts';
import { t } from '../text/t.ts';
import { Button } from '../ui/index.ts';
import './access.css';

const BreakGlassDialog = lazy(() => import('./BreakGlassDialog.tsx'));

export function EmergencyWay() {
  const role = useSession((s) => s.state?.person?.role ?? '');
  const practice = useSession((s) => s.state?.practice === true);
  const [asked, setAsked] = useState(false);
  if (practice || !mayBreakGlass(role)) return null;
  return (
    <div className="cl-access-way">
      <Button kind="plain" size="small" icon={DoorOpen} onPress={() => setAsked(true)}>
        {t('access.way')}
      </Button>
      <p className="cl-detail-quiet">{t('access.way.what')}</p>
      <Suspense fallback={null}>{asked && <BreakGlassDialog onClose={() => setAsked(false)} />}</Suspense>
    </div>
  );
}
