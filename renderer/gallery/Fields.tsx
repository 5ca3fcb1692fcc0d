// Fields, choices and lists in every state.
import { Angry, CloudRain, Inbox, MessageSquare, UserRound } from 'lucide-react';
import { useState } from 'react';
import {
  Checkbox,
  ComboBox,
  DateField,
  EmptyState,
  PhoneField,
  SearchBox,
  Select,
  Tabs,
  TextArea,
  TextField,
  Tick,
  ToggleChips,
  WorkList,
} from '../ui/index.ts';
import { Section } from './Parts.tsx';
import { sections } from './samples.ts';
import { w } from './words.ts';

/** Stands for the caller's own formatting, which knows the account's region. */
const groups = (typed: string): string =>
  typed
    .replace(/\D/g, '')
    .replace(/^(\d{3})(\d{1,3})?(\d{1,4})?.*$/, (_, a: string, b?: string, c?: string) =>
      [a, b, c].filter(Boolean).join(' '),
    );

export function Fields() {
  const [text, setText] = useState('Hanna Brandt');
  const [phone, setPhone] = useState('617 555 0164');
  const [date, setDate] = useState('');
  const [words, setWords] = useState(
    'biopsy 10 Nov, told 3 days. Prefers calls after 4 pm. Husband Luis may take message',
  );
  const [reason, setReason] = useState<string | null>(null);
  const [practice, setPractice] = useState<string | null>('riverside');
  const [query, setQuery] = useState('chest tihgt who to call');
  return (
    <Section title={w.heading.fields}>
      <div className="ga-cards">
        <TextField label="Caller" value={text} onChange={setText} />
        <TextField
          label="Passphrase"
          value="quiet"
          onChange={setText}
          type="password"
          hint="As it was given to you."
        />
        <PhoneField
          label="Call back"
          value={phone}
          onChange={setPhone}
          format={groups}
          mark="read back 10:42"
        />
        <DateField label="Date of birth" value={date} onChange={setDate} placeholder="3 Feb 1955" optional />
        <TextField
          label="Where now"
          value=""
          onChange={setText}
          error="Ask where the patient is now: an ambulance needs it."
          isRequired
        />
        <TextField label="Account" value="Riverside Family Practice" onChange={setText} isReadOnly />
        <TextField label="Extension" value="204" onChange={setText} isDisabled />
        <Select
          label="Reason"
          value={reason}
          onChange={setReason}
          options={[
            { id: 'results', title: 'Test result request', detail: 'results and referrals' },
            { id: 'refill', title: 'Refill' },
          ]}
        />
        <ComboBox
          label="Account"
          value={practice}
          onChange={setPractice}
          options={[
            { id: 'riverside', title: 'Riverside Family Practice', detail: 'after hours' },
            { id: 'harbour', title: 'Harbour Oncology' },
          ]}
        />
        <SearchBox label="Search articles" value={query} onChange={setQuery} keys="F7" note="0.9 ms" />
        <SearchBox label="Search messages" value="" onChange={setQuery} keys="F7" />
      </div>
      <TextArea label="Notes" value={words} onChange={setWords} keptAt="2026-11-22T10:47:12Z" />
      <TextArea label="Her words" hideLabel said value={w.words} onChange={setWords} />
    </Section>
  );
}

export function Choices() {
  const [mood, setMood] = useState<string | null>('anxious');
  const [on, setOn] = useState(true);
  const [off, setOff] = useState(false);
  return (
    <Section title={w.heading.choices}>
      <ToggleChips
        label="Mood"
        value={mood}
        onChange={setMood}
        options={[
          { id: 'calm', title: 'calm' },
          { id: 'anxious', title: 'anxious', icon: CloudRain },
          { id: 'angry', title: 'angry', icon: Angry },
          { id: 'in-pain', title: 'in pain' },
        ]}
      />
      <div className="cl-inline">
        <Tick isSelected={on} onChange={setOn}>
          {w.dob}
        </Tick>
        <Tick isSelected={off} onChange={setOff} keys="Alt+2">
          {w.address}
        </Tick>
        <Tick isSelected={false} onChange={setOff} isDisabled>
          {w.third}
        </Tick>
      </div>
      <div className="cl-inline">
        <Checkbox isSelected={on} onChange={setOn} detail={w.infoText}>
          {w.voicemail}
        </Checkbox>
        <Checkbox isSelected={off} onChange={setOff}>
          {w.third}
        </Checkbox>
        <Checkbox isSelected={false} onChange={setOff} isDisabled>
          {w.disabled}
        </Checkbox>
      </div>
    </Section>
  );
}

export function Lists() {
  const [row, setRow] = useState<string | null>('elena');
  const [tab, setTab] = useState<'work' | 'messages' | 'calls'>('work');
  const [side, setSide] = useState<'patient' | 'message'>('patient');
  const empty = (
    <EmptyState icon={Inbox} title={w.emptyTitle}>
      {w.emptyText}
    </EmptyState>
  );
  return (
    <Section title={w.heading.lists}>
      <div className="ga-cards ga-lists">
        <Tabs
          label="Sample: left column"
          selected={tab}
          onSelect={setTab}
          items={[
            {
              id: 'work',
              title: 'Work',
              count: 7,
              content: <WorkList label="Sample: work" sections={sections} selected={row} onSelect={setRow} />,
            },
            { id: 'messages', title: 'Messages', count: 2, countTone: 'amber', content: empty },
            { id: 'calls', title: 'Calls', content: empty },
          ]}
        />
        <Tabs
          label="Sample: right column"
          selected={side}
          onSelect={setSide}
          items={[
            { id: 'patient', title: 'Patient', icon: UserRound, content: empty },
            { id: 'message', title: 'Message', icon: MessageSquare, content: empty },
          ]}
        />
      </div>
    </Section>
  );
}
