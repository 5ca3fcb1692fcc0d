// On the locked screen: a computer that was found, or a page that somebody saw, is reported without opening anything (C21).
import { ShieldAlert } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useSession } from '../app/session-store.ts';
import { t } from '../text/t.ts';
import { Button } from '../ui/index.ts';

const IncidentDialog = lazy(() => import('./IncidentDialog.tsx'));

export function ReportWay() {
  const practice = useSession((s) => s.state?.practice === true);
  const [asked, setAsked] = useState(false);
  if (practice) return null;
  return (
    <div>
      <Button kind="plain" size="small" icon={ShieldAlert} onPress={() => setAsked(true)}>
        {t('access.person.incident')}
      </Button>
      <Suspense fallback={null}>{asked && <IncidentDialog onClose={() => setAsked(false)} />}</Suspense>
    </div>
  );
}
