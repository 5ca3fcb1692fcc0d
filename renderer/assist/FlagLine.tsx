// A red flag where there is little room or nobody may read along: beside another view, in the compact phone, on the locked
// screen. While locked the group's name and no words.
import { Siren } from 'lucide-react';
import { keysOf } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';
import { groupTitles } from '../messages/flag-words.ts';
import { t } from '../text/t.ts';
import { Button, Icon } from '../ui/index.ts';
import { useSpokenFlags } from './FlagBar.tsx';
import { openProtocol, useFlagsNow } from './flags.ts';
import { useAssist } from './store.ts';
import './assist.css';

export interface FlagLineProps {
  callId: string;
  locked?: boolean;
  /** The key is drawn where it opens the card for this call. */
  keyed?: boolean;
  /** False where the emergency button stands beside it: it opens the card at this flag. */
  button?: boolean;
}
export function FlagLine({ callId, locked = false, keyed = true, button = true }: FlagLineProps) {
  const view = useAssist(callId);
  const { fresh, seen, count } = useFlagsNow(callId, view);
  useSpokenFlags(fresh);
  const flags = fresh.length > 0 ? fresh : seen === null ? [] : [seen];
  const [flag] = flags;
  if (flag === undefined) return null;
  const group = groupTitles(flags.map((f) => f.group));
  return (
    <section className="cl-assist-line" aria-label={t('assist.flag.label')}>
      <Icon of={Siren} size={18} tone="red" />
      <div className="cl-assist-text">
        <p>
          <strong>{t('assist.flag.title', { group })}</strong>{' '}
          {locked ? t('assist.flag.locked.what') : flag.words !== null && <span>“{flag.words}”</span>}
        </p>
        {count > flags.length && <p className="cl-detail">{t('assist.flag.count', { count })}</p>}
      </div>
      {button && (
        <Button
          kind="danger"
          size="small"
          icon={Siren}
          keys={keyed ? keysOf('emergency', isMac) : undefined}
          onPress={openProtocol}
        >
          {t('assist.flag.open')}
        </Button>
      )}
    </section>
  );
}
