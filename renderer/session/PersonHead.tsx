// Over the person's menu: who sits here, in which role, and by which proof. A name that nothing proved is marked.
import { useSession } from '../app/session-store.ts';
import { formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Chip } from '../ui/index.ts';
import { lastText } from './LastHere.tsx';

export function PersonHead() {
  const person = useSession((s) => s.state?.person);
  const organisation = useSession((s) => s.state?.organisation);
  const practice = useSession((s) => s.state?.practice === true);
  if (!person) return null;
  const role = t(practice ? 'app.role.practice' : `app.role.${person.role}`);
  return (
    <>
      <strong>{person.name}</strong>
      <span className="cl-detail">{[role, organisation].filter(Boolean).join(' · ')}</span>
      {!practice && <ProofLine />}
    </>
  );
}

function ProofLine() {
  const proof = useSession((s) => s.state?.proof ?? null);
  const last = useSession((s) => s.state && lastText(s.state));
  if (proof === null || proof.by === 'names')
    return (
      <Chip tone="amber" title={t('session.names.what')}>
        {t('session.proof.names')}
      </Chip>
    );
  const time = formatTime(proof.at);
  const key = proof.by === 'secret' ? 'secret' : proof.mfa ? 'mfa' : 'oidc';
  return (
    <>
      <span className="cl-detail">{t(`session.proof.${key}`, { time })}</span>
      {last !== null && <span className="cl-detail">{last}</span>}
    </>
  );
}
