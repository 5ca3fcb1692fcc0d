// A red flag where there is little room or nobody may read along: beside another view, in the compact phone, on the locked
// screen. While locked the group's name and no words.
import { Siren } from 'lucide-react';
import { keysOf } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';
import { groupTitle } from '../messages/flag-words.ts';
import { t } from '../text/t.ts';
import { Button, Icon } from '../ui/index.ts';
import { useSpokenFlag } from './FlagBar.tsx';
import { flagsNow, openProtocol, useFollowEmergency } from './flags.ts';
import { useAssist, useAssistStore } from './store.ts';
import './assist.css';

export interface FlagLineProps {
  callId: string;
  locked?: boolean;
  /** The key is drawn where it opens the card for this call. */
  keyed?: boolean;
}
export function FlagLine({ callId, locked = false, keyed = true }: FlagLineProps) {
  const view = useAssist(callId);
  const opened = useAssistStore((s) => s.opened);
  useFollowEmergency();
  const { open, seen, count } = flagsNow(view, opened);
  useSpokenFlag(open);
  const flag = open ?? seen;
  if (flag === null) return null;
  const group = groupTitle(flag.group);
  return (
    <section className="cl-assist-line" aria-label={t('assist.flag.label')}>
      <Icon of={Siren} size={18} tone="red" />
      <div className="cl-assist-text">
        <p>
          <strong>{t('assist.flag.title', { group })}</strong>{' '}
          {locked ? t('assist.flag.locked.what') : flag.words !== null && <span>“{flag.words}”</span>}
        </p>
        {count > 1 && <p className="cl-detail">{t('assist.flag.count', { count })}</p>}
      </div>
      <Button
        kind="danger"
        size="small"
        icon={Siren}
        keys={keyed ? keysOf('emergency', isMac) : undefined}
        onPress={openProtocol}
      >
        {t('assist.flag.open')}
      </Button>
    </section>
  );
}
