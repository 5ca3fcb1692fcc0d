// A desk drawn from the components alone, to hold beside the pictures of the look.
import {
  CalendarDays,
  Check,
  FlaskConical,
  HeartHandshake,
  Info,
  Languages,
  Mic,
  Pause,
  PenLine,
  PhoneCall,
  PhoneOff,
  ShieldCheck,
  Siren,
  TriangleAlert,
  UserRound,
  BookOpen,
  MessageSquarePlus,
  Voicemail,
} from 'lucide-react';
import { useState } from 'react';
import {
  Avatar,
  Banner,
  Button,
  Card,
  Chip,
  Columns,
  DefinitionRows,
  Highlight,
  Icon,
  Meter,
  SearchButton,
  StatusBar,
  StatusItem,
  Tabs,
  TextArea,
  Tick,
  Timer,
  ToggleChips,
  TopBar,
  WorkList,
} from '../ui/index.ts';
import { sections } from './samples.ts';
import { w } from './words.ts';

const nothing = (): void => undefined;

function Patient() {
  return (
    <div className="ga-side cl-stack">
      <div className="cl-inline">
        <h2 className="cl-name ga-fill">{w.elena}</h2>
        <Chip tone="accent" icon={Languages}>
          {w.spanish}
        </Chip>
      </div>
      <div className="cl-detail">{w.pronounced}</div>
      <div className="cl-inline">
        <Tick isSelected onChange={nothing}>
          {w.dob}
        </Tick>
        <Tick isSelected onChange={nothing}>
          {w.address}
        </Tick>
        <Tick isSelected={false} onChange={nothing}>
          {w.third}
        </Tick>
        <span className="cl-detail-quiet">{w.level}</span>
      </div>
      <div className="cl-inline">
        <Chip tone="amber" icon={Voicemail}>
          {w.voicemail}
        </Chip>
        <Chip tone="red" icon={TriangleAlert}>
          {w.allergy}
        </Chip>
      </div>
      <Card title="Appointments" icon={CalendarDays} at="2026-11-22T14:45:00Z">
        <DefinitionRows
          rows={[
            { label: 'Next', value: <strong>{w.appointment}</strong>, note: w.suite },
            { label: 'Last', value: w.biopsy },
          ]}
        />
      </Card>
      <Card
        title="Allergies"
        icon={TriangleAlert}
        status={{ kind: 'known-none', text: w.noAllergies }}
        source="EHR, 14 Nov"
      />
      <Card title="Coverage" icon={ShieldCheck} status={{ kind: 'loading' }} />
      <Card title="Results" icon={FlaskConical} status={{ kind: 'not-permitted', text: w.received }} />
    </div>
  );
}

function Call() {
  const [mood, setMood] = useState<string | null>('anxious');
  return (
    <div className="cl-page">
      <section className="cl-panel cl-panel-active" aria-label="Call">
        <div className="ga-call">
          <Avatar name={w.elena} size="large" />
          <div className="ga-fill">
            <h1 className="cl-name">{w.elena}</h1>
            <div className="cl-detail cl-mono">{w.line}</div>
          </div>
          <Timer since="2026-11-22T14:42:23Z" size="large" label="Time on this call" />
        </div>
        <div className="cl-inline ga-pad">
          <Button icon={Mic} keys="F6">
            {w.mute}
          </Button>
          <Button icon={Pause} keys="F3">
            {w.hold}
          </Button>
          <span className="ga-fill" />
          <Button kind="danger-quiet" icon={Siren} keys="F9">
            {w.emergency}
          </Button>
          <Button kind="danger" icon={PhoneOff} keys="F4">
            {w.end}
          </Button>
        </div>
      </section>
      <Banner tone="amber" icon={HeartHandshake} spoken={false} title={w.afraid} onDismiss={nothing}>
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
      <section className="cl-panel ga-script cl-stack" aria-label="Script">
        <ToggleChips
          label="Mood"
          value={mood}
          onChange={setMood}
          options={['calm', 'anxious', 'angry', 'grieving', 'confused', 'in pain'].map((id) => ({
            id,
            title: id,
          }))}
        />
        <p className="cl-said">
          “{w.said1}
          <strong className="cl-ink-accent">{w.saidName}</strong>
          {w.said2}”
        </p>
        <p className="cl-detail cl-inline">
          <Icon of={Info} size={14} />
          {w.why}
        </p>
        <div className="cl-inline">
          <Button kind="plain">{w.back}</Button>
          <span className="ga-fill" />
          <Button kind="primary" keys="Enter">
            {w.next}
          </Button>
        </div>
      </section>
      <TextArea label="Notes" icon={PenLine} value={w.why} onChange={nothing} keptAt="2026-11-22T10:47:12Z" />
    </div>
  );
}

export function Desk() {
  const [row, setRow] = useState<string | null>('elena');
  const [left, setLeft] = useState<'work' | 'messages' | 'calls'>('work');
  const [right, setRight] = useState<'patient' | 'knowledge' | 'message'>('patient');
  return (
    <div className="cl-desk">
      <TopBar
        title={w.careline}
        end={
          <>
            <Chip tone="accent" dot>
              {w.onCall}
            </Chip>
            <Avatar name="Mina Kovač" />
          </>
        }
      >
        <SearchButton label={w.search} keys="Ctrl+K" onPress={nothing} />
      </TopBar>
      <Columns
        onResized={(widths) => {
          document.documentElement.dataset['widths'] = `${widths.left} ${widths.right}`;
        }}
        labels={{ left: 'Work', middle: 'Call', right: 'Patient and knowledge' }}
        left={
          <>
            <Tabs
              label="Work"
              selected={left}
              onSelect={setLeft}
              items={[
                {
                  id: 'work',
                  title: 'Work',
                  count: 7,
                  content: <WorkList label="Work" sections={sections} selected={row} onSelect={setRow} />,
                },
                { id: 'messages', title: 'Messages', count: 2, countTone: 'amber', content: null },
                { id: 'calls', title: 'Calls', content: null },
              ]}
            />
            <div className="cl-column-foot">
              <Meter label={w.yourDay} value={18} max={30} text={w.handled} stacked />
            </div>
          </>
        }
        right={
          <Tabs
            label="Beside the call"
            selected={right}
            onSelect={setRight}
            items={[
              { id: 'patient', title: 'Patient', icon: UserRound, content: <Patient /> },
              { id: 'knowledge', title: 'Knowledge', icon: BookOpen, content: null },
              { id: 'message', title: 'Message', icon: MessageSquarePlus, content: null },
            ]}
          />
        }
      >
        <Call />
      </Columns>
      <StatusBar label="State of the desk" end={<StatusItem icon={ShieldCheck}>{w.mine}</StatusItem>}>
        <StatusItem dot="green" onPress={nothing} spoken>
          {w.online}
        </StatusItem>
        <StatusItem icon={PhoneCall}>{w.phone}</StatusItem>
        <StatusItem icon={Check} onPress={nothing} spoken>
          {w.synced}
        </StatusItem>
        <StatusItem icon={BookOpen}>{w.knowledge}</StatusItem>
      </StatusBar>
    </div>
  );
}
