// Made-up rows and commands of the gallery.
import {
  AlarmClock,
  BookOpen,
  CheckCheck,
  Lock,
  MessageSquare,
  PhoneCall,
  Plus,
  Siren,
  UserRound,
} from 'lucide-react';
import type { PaletteItem, Step, WorkSection } from '../ui/index.ts';

export const sections: WorkSection[] = [
  {
    id: 'now',
    title: 'Now',
    rows: [
      {
        id: 'elena',
        title: 'Elena Alcántar',
        detail: 'Results and referrals · waited 2:10',
        icon: PhoneCall,
        iconTone: 'accent',
        meta: '04:37',
      },
    ],
  },
  {
    id: 'callbacks',
    title: 'Callbacks',
    note: '2 due',
    rows: [
      {
        id: 'okafor',
        title: 'R. Okafor',
        detail: 'Refill status · promised before 11',
        icon: AlarmClock,
        iconTone: 'amber',
        meta: 'due 10:50',
        metaTone: 'amber',
      },
      {
        id: 'pharmacy',
        title: 'Hearthside Pharmacy',
        detail: 'Prior authorisation number',
        icon: AlarmClock,
        meta: '11:15',
      },
    ],
  },
  {
    id: 'messages',
    title: 'Messages in hand',
    rows: [
      {
        id: 'tran',
        title: 'Baby Tran, 7 weeks',
        detail: 'Fever 38.4 °C · Dr Iyer paged 10:39, no reply yet',
        icon: Siren,
        iconTone: 'red',
        meta: 'step 2 · 1:40',
        metaTone: 'red',
      },
      {
        id: 'whitlock',
        title: 'George Whitlock',
        detail: 'Wants earlier MRI slot · routine',
        icon: MessageSquare,
        meta: '10:12',
      },
      {
        id: 'jensen',
        title: 'Paul Jensen',
        detail: 'Wound bleeding · Dr Sato accepted 22:34',
        icon: CheckCheck,
        iconTone: 'green',
        meta: '22:30',
      },
    ],
  },
];

const run = (): void => undefined;
export const commands: PaletteItem[] = [
  { id: 'message', title: 'New message', section: 'Actions', icon: Plus, keys: 'F8', run },
  {
    id: 'emergency',
    title: 'Emergency card',
    section: 'Actions',
    icon: Siren,
    keys: 'F9',
    words: '911 ambulance',
    run,
  },
  { id: 'lock', title: 'Lock the desk', section: 'Actions', icon: Lock, keys: 'Ctrl+Shift+L', run },
  { id: 'elena', title: 'Elena Alcántar', section: 'People', icon: UserRound, detail: 'on the line', run },
  {
    id: 'chest',
    title: 'Chest pain or pressure',
    section: 'Articles',
    icon: BookOpen,
    detail: 'Riverside, reviewed until 1 Mar',
    run,
  },
];

export const steps: Step[] = [
  { id: 'greet', title: 'Greeting', done: true },
  { id: 'verify', title: 'Verify two facts', done: true, mark: '10:43' },
  { id: 'acknowledge', title: 'Acknowledge', done: false },
  { id: 'needs', title: 'What she needs', done: false },
  { id: 'message', title: 'Message to clinic', done: false },
];
