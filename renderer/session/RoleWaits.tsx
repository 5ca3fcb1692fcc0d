// The organisation gave whoever sits here a role without calls while they are on the line: said until the call has ended and
// the role counts.
import { UserRoundCog } from 'lucide-react';
import { useSession } from '../app/session-store.ts';
import { t } from '../text/t.ts';
import { Banner } from '../ui/index.ts';

export function RoleWaits() {
  const role = useSession((s) => s.state?.roleWaits ?? null);
  return (
    role !== null && (
      <Banner
        tone="amber"
        icon={UserRoundCog}
        title={t('session.role-waits', { role: t(`app.role.${role}`) })}
      >
        {t('session.role-waits.next')}
      </Banner>
    )
  );
}
