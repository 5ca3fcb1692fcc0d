// Every component but the fields, in every state.
import {
  ArrowRight,
  CalendarDays,
  Check,
  FlaskConical,
  Inbox,
  Languages,
  Mic,
  MoonStar,
  Pause,
  PhoneOff,
  Pill,
  Siren,
  TriangleAlert,
  X,
} from 'lucide-react';
import { useState, type ReactNode } from 'react';
import {
  Avatar,
  Badge,
  Banner,
  Button,
  CaptionLine,
  Card,
  type CardStatus,
  Chip,
  ChoiceCard,
  CommandPalette,
  DefinitionRows,
  Dialog,
  Drawer,
  Menu,
  EmptyState,
  Highlight,
  IconButton,
  Meter,
  PopButton,
  Progress,
  StatusBar,
  StatusItem,
  StepList,
  Timer,
  toast,
  ToggleButton,
  type Tone,
} from '../ui/index.ts';
import { commands, steps } from './samples.ts';
import { w } from './words.ts';

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="ga-section">
      <h2 className="cl-name">{title}</h2>
      <div className="ga-grid">{children}</div>
    </section>
  );
}

const nothing = (): void => undefined;
const tones: Tone[] = ['neutral', 'accent', 'amber', 'red', 'green', 'violet'];

export function Buttons() {
  const [muted, setMuted] = useState(true);
  return (
    <Section title={w.heading.buttons}>
      <div className="cl-inline">
        <Button kind="primary" keys="Enter">
          {w.next}
        </Button>
        <Button icon={Mic} keys="F6">
          {w.mute}
        </Button>
        <Button kind="danger-quiet" icon={Siren} keys="F9">
          {w.emergency}
        </Button>
        <Button kind="danger" icon={PhoneOff} keys="F4">
          {w.end}
        </Button>
        <Button kind="plain">{w.back}</Button>
        <ToggleButton icon={Pause} keys="F3" isSelected={muted} onChange={setMuted}>
          {w.hold}
        </ToggleButton>
        <IconButton icon={X} label={w.undo} />
        <IconButton icon={X} label={w.undo} kind="quiet" size="small" />
      </div>
      <div className="cl-inline">
        <Button kind="primary" size="large" icon={ArrowRight}>
          {w.next}
        </Button>
        <Button size="small" icon={Check}>
          {w.run}
        </Button>
        <Button kind="primary" isPending>
          {w.saving}
        </Button>
        <Button kind="primary" isDisabled>
          {w.disabled}
        </Button>
        <Button isDisabled>{w.disabled}</Button>
        <Button kind="plain" isDisabled>
          {w.disabled}
        </Button>
      </div>
    </Section>
  );
}

export function Chips() {
  return (
    <Section title={w.heading.chips}>
      <div className="cl-inline">
        {tones.map((tone) => (
          <Chip key={tone} tone={tone} icon={Languages}>
            {w.spanish}
          </Chip>
        ))}
        <Chip tone="accent" dot>
          {w.onCall}
        </Chip>
        <Chip outline icon={FlaskConical}>
          {w.level}
        </Chip>
        {tones.map((tone) => (
          <Badge key={tone} count={12} tone={tone} />
        ))}
        <Avatar name={w.elena} />
        <Avatar name={w.elena} size="large" />
      </div>
    </Section>
  );
}

const statuses: { title: string; status: CardStatus; source?: string }[] = [
  { title: 'Ready', status: { kind: 'ready' } },
  { title: 'Loading', status: { kind: 'loading' } },
  { title: 'None recorded', status: { kind: 'none-recorded' } },
  { title: 'Known none', status: { kind: 'known-none', text: w.noAllergies } },
  {
    title: 'Failed',
    status: {
      kind: 'failed',
      next: 'The rest of the panel is complete. Try again, or ask the caller.',
      onRetry: nothing,
    },
  },
  { title: 'Stale', status: { kind: 'stale', since: '2026-11-22T13:10:00Z', onRetry: nothing } },
  { title: 'Not permitted', status: { kind: 'not-permitted', text: w.received } },
];

export function Cards() {
  return (
    <Section title={w.heading.cards}>
      <div className="ga-cards">
        {statuses.map(({ title, status }) => (
          <Card
            key={title}
            title={title}
            icon={CalendarDays}
            status={status}
            at={status.kind === 'ready' || status.kind === 'stale' ? '2026-11-22T14:45:00Z' : undefined}
          >
            <DefinitionRows
              rows={[
                { label: 'Next', value: <strong>{w.appointment}</strong>, note: w.suite },
                { label: 'Last', value: w.biopsy },
              ]}
            />
          </Card>
        ))}
        <Card
          title="Allergies"
          icon={Pill}
          tone="red"
          chip={
            <Chip tone="red" icon={TriangleAlert}>
              {w.allergy}
            </Chip>
          }
        />
      </div>
    </Section>
  );
}

export function Banners() {
  return (
    <Section title={w.heading.banners}>
      <Banner spoken={false} onDismiss={nothing}>
        {w.infoText}
      </Banner>
      <Banner tone="amber" spoken={false} title={w.afraid} onDismiss={nothing}>
        “
        <Highlight
          text={w.words}
          ranges={[
            { start: 26, end: 36 },
            { start: 43, end: 53 },
          ]}
        />
        ” <span className="cl-detail">{w.fromHer}</span>
      </Banner>
      <Banner
        tone="red"
        spoken={false}
        title={w.dangerTitle}
        action={<Button kind="danger-quiet">{w.emergency}</Button>}
      >
        {w.dangerText}
      </Banner>
      <Banner tone="violet" spoken={false} title={w.practice} />
    </Section>
  );
}

export function Meters() {
  return (
    <Section title={w.heading.meters}>
      <div className="ga-cards">
        <div className="cl-stack">
          <Meter label="Empathy" value={14} max={20} text="14/20" tone="violet" />
          <Meter label="Compliance" value={18} max={20} text="18/20" tone="green" />
          <Meter label={w.yourDay} value={18} max={30} text={w.handled} stacked />
        </div>
        <div className="cl-stack">
          <Progress label="Import of articles" value={62} text="62 %" />
          <Progress label="Waiting for the backend" />
        </div>
        <div className="cl-inline">
          <Timer since="2026-11-22T14:42:23Z" label="Time on this call" />
          <Timer since="2026-11-22T14:42:23Z" size="large" label="Time on this call" />
          <Timer until="2026-11-22T14:47:24Z" size="large" tone="red" label="Time to the alarm" />
        </div>
        <div>
          <div className="cl-detail">{w.primary}</div>
          <div className="cl-name">{w.sato}</div>
          <div className="cl-dial">{w.dial}</div>
        </div>
      </div>
    </Section>
  );
}

export function Words() {
  return (
    <Section title={w.heading.words}>
      <div className="cl-panel">
        <CaptionLine time="0:21" who="Caller">
          <Highlight text={w.words} ranges={[{ start: 26, end: 36 }]} />
        </CaptionLine>
        <CaptionLine
          time="0:29"
          who="You"
          tone="amber"
          note={w.why}
          mark={<Chip tone="amber">{w.level}</Chip>}
        >
          {w.said1}
        </CaptionLine>
      </div>
      <EmptyState icon={Inbox} title={w.emptyTitle} action={<Button>{w.open}</Button>}>
        {w.emptyText}
      </EmptyState>
    </Section>
  );
}

export function Overlays() {
  const [open, setOpen] = useState<'dialog' | 'drawer' | 'palette' | undefined>(
    () => (new URLSearchParams(location.search).get('open') as 'dialog' | null) ?? undefined,
  );
  const close = (): void => setOpen(undefined);
  return (
    <Section title={w.heading.overlays}>
      <div className="cl-inline">
        <Button onPress={() => setOpen('dialog')}>{w.dialog}</Button>
        <Button onPress={() => setOpen('drawer')}>{w.drawer}</Button>
        <Button onPress={() => setOpen('palette')} keys="Ctrl+K">
          {w.palette}
        </Button>
        <Menu
          label="Mina Kovač: menu"
          head={<strong>{w.elena}</strong>}
          rows={[
            { id: 'lock', title: w.lock, icon: MoonStar, keys: 'Ctrl+Shift+L', run: nothing },
            { id: 'stay', title: w.stay, run: nothing },
          ]}
        >
          <Avatar name="Mina Kovač" />
        </Menu>
        <Button onPress={() => toast({ text: w.synced, icon: Check })}>{w.show}</Button>
        <Button onPress={() => toast({ text: w.emptyText, onUndo: nothing })}>{w.showUndo}</Button>
      </div>
      <Dialog
        isOpen={open === 'dialog'}
        onClose={close}
        title="Lock with unsent messages?"
        actions={
          <>
            <Button onPress={close}>{w.stay}</Button>
            <Button kind="primary" onPress={close}>
              {w.lock}
            </Button>
          </>
        }
      >
        {w.dialogText}
      </Dialog>
      <Drawer isOpen={open === 'drawer'} onClose={close} title="Demo" icon={MoonStar}>
        {w.drawerText}
      </Drawer>
      <CommandPalette isOpen={open === 'palette'} onClose={close} items={commands} />
    </Section>
  );
}

export function Steps() {
  const [step, setStep] = useState<string | null>('acknowledge');
  return (
    <Section title={w.heading.steps}>
      <div className="ga-cards">
        <StepList label="Sample: script" steps={steps} current={step} onSelect={setStep} />
        <div className="cl-stack">
          <ChoiceCard
            icon={MoonStar}
            title={w.afterHours}
            detail={w.afterHoursText}
            keys="1"
            first
            onPress={nothing}
          />
          <ChoiceCard icon={Inbox} title={w.careline} detail={w.demo} keys="2" onPress={nothing} />
          <ChoiceCard icon={Inbox} title={w.careline} detail={w.demo} isDisabled onPress={nothing} />
        </div>
        <div className="cl-inline">
          <PopButton label={w.explain} title={w.offlineTitle}>
            <p>{w.offlineText}</p>
            <Button size="small">{w.run}</Button>
          </PopButton>
        </div>
      </div>
    </Section>
  );
}

export function Bars() {
  return (
    <Section title={w.heading.bars}>
      <StatusBar label="Sample: offline" end={<StatusItem>{w.mine}</StatusItem>}>
        <StatusItem tone="amber" icon={TriangleAlert} onPress={nothing}>
          {w.offline}
        </StatusItem>
        <StatusItem icon={PhoneOff} detail={{ title: w.offlineTitle, content: <p>{w.offlineText}</p> }}>
          {w.phone}
        </StatusItem>
        <StatusItem tone="violet">{w.practice}</StatusItem>
        <StatusItem tone="red" icon={Siren}>
          {w.waiting}
        </StatusItem>
      </StatusBar>
    </Section>
  );
}
