// A red flag of the call: its group in words, what the caller said, one press to the protocol. It goes only with a reason,
// and even then it stays counted (O4).
import { Flag, Siren } from 'lucide-react';
import { useEffect, useState } from 'react';
import { dismissReasons, type CallFlag, type Cue } from '#shared/domain/assist/view.ts';
import { keysOf } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';
import { groupTitle, groupTitles } from '../messages/flag-words.ts';
import { t } from '../text/t.ts';
import { announce, Button, Icon, Menu } from '../ui/index.ts';
import { cueWords } from './cue-words.ts';
import { openProtocol } from './flags.ts';
import { setAside, useAssistStore } from './store.ts';
import { useStillInNotes } from './still-there.ts';
import './assist.css';

const spoken = new Set<string>();
/** Said once, at once, and once more when it is said again after its protocol was opened: a person may come to harm. */
export function useSpokenFlags(flags: readonly CallFlag[]): void {
  useEffect(() => {
    const { opened } = useAssistStore.getState();
    const name = (f: CallFlag): string => `${f.id} ${opened[f.id] ?? ''}`;
    const fresh = flags.filter((f) => !spoken.has(name(f)));
    if (fresh.length === 0) return;
    fresh.forEach((f) => spoken.add(name(f)));
    const group = groupTitles(fresh.map((f) => f.group));
    announce(t('assist.flag.spoken', { group, keys: keysOf('emergency', isMac) }), true);
  }, [flags]);
}

const none: readonly CallFlag[] = [];

export interface FlagBarProps {
  callId: string;
  /** Of one utterance, the gravest first; at least one. */
  flags: readonly [CallFlag, ...CallFlag[]];
  /** All that nobody has looked at: each group is named. */
  fresh: readonly CallFlag[];
  count: number;
  /** The hint that would stand here. */
  cue: Cue | null;
  /** Role-play: nobody is in danger, and the protocol's key leaves practice. */
  practice: boolean;
}
export function FlagBar({ callId, flags, fresh, count, cue, practice }: FlagBarProps) {
  const [flag] = flags;
  useSpokenFlags(practice ? none : fresh);
  const stands = useStillInNotes(callId, flag.source, flag.words);
  const group = groupTitles([...new Set(fresh.map((f) => f.group))]);
  const detail = [
    // It gives way to the flag, and is not kept from the agent.
    ...(cue === null ? [] : [t('assist.flag.cue', { cue: cueWords(cue) })]),
    ...(count > fresh.length ? [t('assist.flag.count', { count })] : []),
    t(stands ? `assist.flag.from.${flag.source}` : 'assist.flag.from.note.gone'),
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
      <SetAside callId={callId} flags={flags} />
    </section>
  );
}

/** What is set aside is what stood there when the menu was opened, whatever was heard while somebody chose a reason. */
function SetAside({ callId, flags }: { callId: string; flags: readonly CallFlag[] }) {
  const [read, setRead] = useState<readonly CallFlag[] | null>(null);
  const about = read ?? flags;
  const group = groupTitles(about.map((f) => f.group));
  return (
    <Menu
      label={t('assist.flag.aside.of', { group })}
      head={<span className="cl-assist-why">{t('assist.flag.aside.head', { group })}</span>}
      onOpenChange={(isOpen) => setRead(isOpen ? flags : null)}
      rows={dismissReasons.map((reason) => ({
        id: reason,
        title: t(`assist.flag.why.${reason}`),
        run: () => about.forEach((f) => setAside(callId, f, reason)),
      }))}
    >
      <span className="cl-assist-aside">{t('assist.flag.aside')}</span>
    </Menu>
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
