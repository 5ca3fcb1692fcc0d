// What is wanted now and then in a call: tones, one more person, a promise to call back.
import { AlarmClock, Grid3x3, UserPlus } from 'lucide-react';
import type { Call } from '#shared/domain/calls/call.ts';
import { keysOf } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';
import { t } from '../text/t.ts';
import { IconButton } from '../ui/index.ts';
import { togglePanel, usePanelOf } from './panel.ts';

const buttons = [
  { kind: 'keypad', icon: Grid3x3, label: 'calls.keypad', keys: 'keypad' },
  { kind: 'add', icon: UserPlus, label: 'calls.add', keys: 'add-party' },
  { kind: 'callback', icon: AlarmClock, label: 'calls.callback', keys: 'plan-callback' },
] as const;

export function CallTools({ call }: { call: Call }) {
  const open = usePanelOf(call.id);
  return (
    <span className="cl-tel-icons">
      {buttons.map(({ kind, icon, label, keys }) => (
        <IconButton
          key={kind}
          size="small"
          icon={icon}
          label={t(label)}
          keys={keysOf(keys, isMac)}
          isDisabled={kind === 'add' && call.state === 'dialling'}
          aria-expanded={open === kind}
          onPress={() => togglePanel(kind, call.id)}
        />
      ))}
    </span>
  );
}
