// The last line of the call card: the way here, the answer on recording, and what is wanted now and then in a call.
import { AlarmClock, Grid3x3, UserPlus } from 'lucide-react';
import type { LiveView } from '#shared/contract/telephony.ts';
import type { Call } from '#shared/domain/calls/call.ts';
import { keysOf } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';
import { t } from '../text/t.ts';
import { IconButton } from '../ui/index.ts';
import { ConsentAnswered } from './Consent.tsx';
import { IvrPath } from './Handover.tsx';
import { togglePanel, usePanelOf } from './panel.ts';

const buttons = [
  { kind: 'keypad', icon: Grid3x3, label: 'calls.keypad', keys: 'keypad' },
  { kind: 'add', icon: UserPlus, label: 'calls.add', keys: 'add-party' },
  { kind: 'callback', icon: AlarmClock, label: 'calls.callback', keys: 'plan-callback' },
] as const;

export function CallTail({ call, live }: { call: Call; live: LiveView }) {
  const open = usePanelOf(call.id);
  return (
    <div className="cl-tel-strip cl-tel-tail">
      <IvrPath live={live} />
      <span className="cl-call-gap" />
      <ConsentAnswered live={live} />
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
    </div>
  );
}
