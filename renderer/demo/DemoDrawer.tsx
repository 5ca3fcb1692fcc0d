// The demo's drawer: ring somebody, break something, shift the clock. Each button says what will happen and what to watch.
import {
  Angry,
  BookLock,
  CircleAlert,
  CircleCheck,
  Dices,
  FlaskConical,
  HeartPulse,
  Moon,
  PhoneIncoming,
  Power,
  RotateCcw,
  ShieldCheck,
  Sun,
  Unplug,
  Zap,
  type LucideIcon,
} from 'lucide-react';
import { useState } from 'react';
import { feelKinds } from '#shared/domain/calls/ring-kinds.ts';
import { t } from '../text/t.ts';
import { announce, Button, Drawer, TextField, toast } from '../ui/index.ts';
import {
  endLease,
  isShifted,
  killDesk,
  resetDay,
  ring,
  seedError,
  seedOf,
  turn,
  turnClock,
  turnsTo,
  type ActionId,
  type Outcome,
  type RingKind,
  type Switched,
} from './actions.ts';
import { ActionRow, Group } from './ActionRow.tsx';
import { useDemoState } from './use-demo-state.ts';

const rings: readonly { kind: Exclude<RingKind, (typeof feelKinds)[number]>; icon: LucideIcon }[] = [
  { kind: 'worried', icon: PhoneIncoming },
  { kind: 'chest-pain', icon: HeartPulse },
  { kind: 'angry-hold', icon: Angry },
  { kind: 'random', icon: Dices },
];

export function DemoDrawer({ onClose, onProof }: { onClose: () => void; onProof: () => void }) {
  const { demo, failure, read } = useDemoState(true);
  const [seed, setSeed] = useState('');
  const [busy, setBusy] = useState<ActionId | null>(null);
  const wrong = seedError(seed);
  const act = (id: ActionId, asked: () => Promise<Outcome>, closes = false): void => {
    if (busy !== null) return;
    setBusy(id);
    void asked().then((done) => {
      setBusy(null);
      read();
      toast({ text: done.text, icon: done.ok ? CircleCheck : CircleAlert });
      announce(done.text);
      // What rings is in the middle and its patient at the right, where the drawer lies.
      if (closes && done.ok) onClose();
    });
  };
  const ringNow = (kind: RingKind): void => {
    const chosen = seedOf(seed);
    if (chosen !== 'wrong') act(`ring-${kind}`, () => ring(kind, chosen), true);
  };
  const switched = (what: Switched) => {
    const to = turnsTo(what, demo);
    return (
      <ActionRow
        icon={to === 'on' ? Power : Unplug}
        title={t(to === 'on' ? `demo.${what}.start` : `demo.${what}.stop`)}
        what={t(to === 'on' ? `demo.${what}.start.what` : `demo.${what}.stop.what`)}
        state={t(`demo.${what}.${demo?.[what] ?? 'unknown'}`)}
        stateTone={demo?.[what] === 'up' ? 'green' : demo?.[what] === 'down' ? 'amber' : 'neutral'}
        isPending={busy === what}
        isDisabled={busy !== null && busy !== what}
        onPress={() => act(what, () => turn(what, to))}
      />
    );
  };
  return (
    <div className="cl-demo-drawer">
      <Drawer isOpen onClose={onClose} title={t('demo.drawer')} icon={FlaskConical}>
        <p className="cl-detail">{t('demo.drawer.lead')}</p>
        {failure !== null && <p className="cl-detail cl-ink-amber">{t('demo.state.unread')}</p>}
        <Group title={t('demo.ring')}>
          {rings.map(({ kind, icon }) => (
            <ActionRow
              key={kind}
              icon={icon}
              title={t(`demo.ring.${kind}`)}
              what={t(`demo.ring.${kind}.what`)}
              isPending={busy === `ring-${kind}`}
              isDisabled={wrong !== undefined || (busy !== null && busy !== `ring-${kind}`)}
              onPress={() => ringNow(kind)}
            />
          ))}
          <div className="cl-inline" role="group" aria-label={t('demo.ring.feels')}>
            <span className="cl-detail">{t('demo.ring.feels')}</span>
            {feelKinds.map((kind) => (
              <Button
                key={kind}
                size="small"
                aria-label={t('demo.ring.feels.who', { state: t(`demo.ring.${kind}`) })}
                isPending={busy === `ring-${kind}`}
                isDisabled={wrong !== undefined || (busy !== null && busy !== `ring-${kind}`)}
                onPress={() => ringNow(kind)}
              >
                {t(`demo.ring.${kind}`)}
              </Button>
            ))}
          </div>
          <TextField
            label={t('demo.seed')}
            optional
            mono
            inputMode="numeric"
            value={seed}
            onChange={setSeed}
            hint={t('demo.seed.hint')}
            error={wrong}
            maxLength={10}
          />
        </Group>
        <Group title={t('demo.break')}>
          {switched('backend')}
          {/* Somebody else's record is not the demo's to stop. */}
          {demo?.ehr !== 'unknown' && switched('ehr')}
          <ActionRow
            icon={BookLock}
            title={t('demo.lease')}
            what={t('demo.lease.what')}
            isPending={busy === 'lease'}
            isDisabled={busy !== null && busy !== 'lease'}
            onPress={() => act('lease', endLease, true)}
          />
          <ActionRow
            icon={Zap}
            title={t('demo.kill')}
            what={t('demo.kill.what')}
            isPending={busy === 'kill'}
            isDisabled={busy !== null && busy !== 'kill'}
            onPress={() => act('kill', killDesk)}
          />
        </Group>
        <Group title={t('demo.day')}>
          <ActionRow
            icon={Moon}
            title={t('demo.clock.night')}
            what={t('demo.clock.night.what')}
            isPending={busy === 'night'}
            isDisabled={busy !== null && busy !== 'night'}
            onPress={() => act('night', () => turnClock('night'))}
          />
          {isShifted(demo) && (
            <ActionRow
              icon={Sun}
              title={t('demo.clock.real')}
              what={t('demo.clock.real.what')}
              state={t('demo.clock.shifted')}
              stateTone="amber"
              isPending={busy === 'real'}
              isDisabled={busy !== null && busy !== 'real'}
              onPress={() => act('real', () => turnClock('real'))}
            />
          )}
          <ActionRow
            icon={RotateCcw}
            title={t('demo.reset')}
            what={t('demo.reset.what')}
            isPending={busy === 'reset'}
            isDisabled={busy !== null && busy !== 'reset'}
            onPress={() => act('reset', resetDay)}
          />
          <ActionRow
            icon={ShieldCheck}
            title={t('demo.proof')}
            what={t('demo.proof.what')}
            onPress={onProof}
          />
        </Group>
      </Drawer>
    </div>
  );
}
