// The demo's first screen: three seats, one press each; beside it the proof page, at its foot the passphrase.
import { Globe, GraduationCap, Headset, Lock, MoonStar, type LucideIcon } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import { useSession } from '../app/session-store.ts';
import { useKeyPresses } from '../app/use-keys.ts';
import { ProofPage } from '../app/lazy-rooms.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, ChoiceCard, Dialog, Skeleton } from '../ui/index.ts';
import { Brand } from './Brand.tsx';
import { openVault, startSeat, type Seat } from './start-demo.ts';
import { useOwnWay } from './own-way.ts';
import { RestoredBanner } from '../backups/late.ts';
import { useDemo } from './use-demo.ts';

const OwnWay = lazy(async () => ({ default: (await import('./Seat.tsx')).Seat }));
/** `own-way`: as on a computer of one's own, through the provider's real pages. */
type Choice = Seat | 'trainer' | 'own-way';
/** Beside the three: whoever wants to see what another role is shown. */
const otherSeats = ['nurse', 'supervisor', 'second-supervisor', 'auditor', 'administrator'] as const;
const seats = [
  { id: 'agent', icon: Headset },
  { id: 'after-hours', icon: MoonStar },
  { id: 'trainer', icon: GraduationCap },
] as const satisfies readonly { id: Choice; icon: LucideIcon }[];

export function FirstScreen() {
  const { demo, failure: unread, read } = useDemo();
  const phase = useSession((s) => s.state?.phase);
  const [busy, setBusy] = useState<Choice | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [own, setOwn] = useState(false);
  const { there, who, go, back } = useOwnWay();
  const arrived = useSession((s) => s.state?.arrived ?? null) !== null && busy === null;
  const ownShows = phase === 'open' && (there || arrived);
  const choose = (id: Exclude<Choice, 'own-way'>): void => {
    if (busy !== null || demo === null || own || ownShows) return;
    setBusy(id);
    setFailure(null);
    if (id === 'trainer') {
      window.location.replace('?desk=practice');
      return;
    }
    void startSeat(id, demo.passphrase, new Date(), go).then((failed) => {
      setBusy(null);
      setFailure(failed);
    });
  };
  const ownWay = (): void => {
    if (busy !== null || demo === null) return;
    setBusy('own-way');
    setFailure(null);
    void openVault(demo.passphrase).then((failed) => {
      setBusy(null);
      setFailure(failed);
      if (failed === null) go(null);
    });
  };
  useKeyPresses(ownShows ? [] : ['1', '2', '3'], (key) => choose(seats[Number(key) - 1]?.id ?? 'agent'));
  if (ownShows)
    return (
      <Suspense fallback={null}>
        <OwnWay back={back} here={who} />
      </Suspense>
    );
  const shown = failure ?? (demo === null ? unread : null);
  return (
    <div className="cl-first">
      <main className="cl-first-main">
        <Brand />
        <Suspense fallback={null}>{phase === 'open' && <RestoredBanner />}</Suspense>
        <h1 className="cl-first-title">
          {t('session.first.title')}
          <br />
          {t('session.first.question')}
        </h1>
        <p className="cl-first-lead">{t('session.first.lead')}</p>
        <div className="cl-first-cards" role="group" aria-label={t('session.first.question')}>
          {seats.map(({ id, icon }, i) => (
            <ChoiceCard
              key={id}
              icon={icon}
              title={t(`session.seat.${id}`)}
              detail={
                <span role={busy === id ? 'status' : undefined}>
                  {t(busy === id ? `session.seat.${id}.busy` : `session.seat.${id}.detail`)}
                </span>
              }
              keys={String(i + 1)}
              first={i === 0}
              isDisabled={demo === null || (busy !== null && busy !== id)}
              onPress={() => choose(id)}
            />
          ))}
        </div>
        <p className="cl-first-foot cl-first-others">
          <span>{t('session.first.others')}</span>
          {otherSeats.map((id) => (
            <Button
              key={id}
              kind="plain"
              size="small"
              className="cl-link"
              isDisabled={demo === null || busy !== null}
              isPending={busy === id}
              onPress={() => choose(id)}
            >
              {t(`session.seat.${id}`)}
            </Button>
          ))}
          <Button
            size="small"
            icon={Globe}
            isDisabled={demo === null || busy !== null}
            isPending={busy === 'own-way'}
            onPress={ownWay}
          >
            {t('session.own-way')}
          </Button>
        </p>
        {shown && (
          <Banner
            tone="amber"
            title={errorText(shown.code).sentence}
            action={
              demo === null && (
                <Button size="small" onPress={read}>
                  {t('session.again')}
                </Button>
              )
            }
          >
            {errorText(shown.code).next}
          </Banner>
        )}
        <p className="cl-first-foot">
          <Lock size={15} aria-hidden="true" />
          <span>{t('session.first.passphrase')}</span>
          <code>{demo?.passphrase ?? '…'}</code>
          <span>·</span>
          <Button kind="plain" size="small" className="cl-link" onPress={() => setOwn(true)}>
            {t('session.own')}
          </Button>
        </p>
      </main>
      <aside className="cl-first-proof" tabIndex={0} aria-label={t('session.proof.label')}>
        <Suspense fallback={<Skeleton label={t('session.proof.loading')} />}>
          <ProofPage isOpen={phase === 'open'} />
        </Suspense>
      </aside>
      <Dialog isOpen={own} onClose={() => setOwn(false)} title={t('session.own')}>
        <div className="cl-stack">
          <p>{t('session.own.what')}</p>
          <pre className="cl-command">{t('session.own.command')}</pre>
          <p>{t('session.own.then')}</p>
        </div>
      </Dialog>
    </div>
  );
}
