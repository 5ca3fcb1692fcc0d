// A red flag of the call: its group in words, what the caller said, one press to the protocol. It goes only with a reason,
// and even then it stays counted (O4).
import { Flag, Siren } from 'lucide-react';
import { useEffect } from 'react';
import { dismissReasons, type CallFlag, type Cue } from '#shared/domain/assist/view.ts';
import { keysOf } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';
import { groupTitle, groupTitles } from '../messages/flag-words.ts';
import { t } from '../text/t.ts';
import { announce, Button, Icon, Menu } from '../ui/index.ts';
import { cueWords } from './cue-words.ts';
import { openProtocol } from './flags.ts';
import { setAside } from './store.ts';
import './assist.css';

const spoken = new Set<string>();
/** Said once, at once: a person may come to harm. */
export function useSpokenFlags(flags: readonly CallFlag[]): void {
  useEffect(() => {
    const fresh = flags.filter((f) => !spoken.has(f.id));
    if (fresh.length === 0) return;
    fresh.forEach((f) => spoken.add(f.id));
    const group = groupTitles(fresh.map((f) => f.group));
    announce(t('assist.flag.spoken', { group, keys: keysOf('emergency', isMac) }), true);
  }, [flags]);
}

const none: readonly CallFlag[] = [];

export interface FlagBarProps {
  callId: string;
  /** Of one utterance, the gravest first; at least one. */
  flags: readonly [CallFlag, ...CallFlag[]];
  count: number;
  /** The hint that would stand here. */
  cue: Cue | null;
  /** Role-play: nobody is in danger, and the protocol's key leaves practice. */
  practice: boolean;
}
export function FlagBar({ callId, flags, count, cue, practice }: FlagBarProps) {
  const [flag] = flags;
  useSpokenFlags(practice ? none : flags);
  const group = groupTitles(flags.map((f) => f.group));
  const detail = [
    // It gives way to the flag, and is not kept from the agent.
    ...(cue === null ? [] : [t('assist.flag.cue', { cue: cueWords(cue) })]),
    ...(count > flags.length ? [t('assist.flag.count', { count })] : []),
    t(`assist.flag.from.${flag.source}`),
    t('assist.flag.draft'),
  ].join(' · ');
  return (
    <section className="cl-panel cl-assist-strip cl-assist-flag" aria-label={t('assist.flag.label')}>
      <Icon of={Siren} size={20} tone="red" />
      <div className="cl-assist-text">
        <p className="cl-assist-words" title={t('assist.flag.title', { group })}>
          <strong>{t('assist.flag.title', { group })}</strong>
        </p>
        {/* The caller's words first: where the place is narrow, the rest is cut. */}
        <p className="cl-detail-quiet cl-assist-detail" title={`${flag.words ?? ''} · ${detail}`}>
          {flag.words !== null && (
            <>
              <span className="cl-assist-said">“{flag.words}”</span>
              {' · '}
            </>
          )}
          {detail}
        </p>
      </div>
      {!practice && (
        <Button kind="danger" size="small" keys={keysOf('emergency', isMac)} onPress={openProtocol}>
          {t('assist.flag.open')}
        </Button>
      )}
      <Menu
        label={t('assist.flag.aside.of', { group })}
        head={<span className="cl-assist-why">{t('assist.flag.aside.head')}</span>}
        rows={dismissReasons.map((reason) => ({
          id: reason,
          title: t(`assist.flag.why.${reason}`),
          run: () => flags.forEach((f) => setAside(callId, f.id, reason)),
        }))}
      >
        <span className="cl-assist-aside">{t('assist.flag.aside')}</span>
      </Menu>
    </section>
  );
}

/** After the protocol was opened, or all were set aside: still counted, still one press away. */
export function SeenFlag({ flag, count }: { flag: CallFlag | null; count: number }) {
  const words =
    flag === null
      ? t('assist.flag.all-aside', { count })
      : t('assist.flag.opened', { group: groupTitle(flag.group) });
  return (
    <Button kind="danger-quiet" size="small" icon={Flag} onPress={openProtocol} aria-label={words}>
      {flag === null ? words : t('assist.flag.count', { count })}
    </Button>
  );
}
