// The bar at the foot: each line of `sentences.ts` as an item that opens its details and is spoken when it changes.
import {
  BookLock,
  BookOpen,
  Clock,
  CloudOff,
  CloudUpload,
  Check,
  CircleDot,
  Database,
  History,
  Phone,
  PhoneOff,
  ShieldCheck,
  TriangleAlert,
  Users,
  type LucideIcon,
} from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import type { ActRow } from '#shared/contract/acts.ts';
import { useOpenActs } from '../acts/standing.ts';
import { useAccountInSight } from '../app/account-in-sight.ts';
import { useDeskView } from '../app/desk-store.ts';
import { say, sayFailure } from '../app/say.ts';
import { deskNow, lockNow, useSession } from '../app/session-store.ts';
import { keysOf } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';
import { careline } from '../bridge/index.ts';
import { useDesk } from '../bridge/use-desk.ts';
import { needsHands } from '../dispatch/pick.ts';
import { useDispatch } from '../dispatch/store.ts';
import { useLanes } from '../outbox/store.ts';
import { t } from '../text/t.ts';
import { announce, Button, StatusBar, StatusItem, useNow } from '../ui/index.ts';
import { useWork } from '../work/store.ts';
import { leaseLine } from '../lease/words.ts';
import { inHandOf, onLine } from '../calls/steer.ts';
import { recordingAsked, recordingOf } from '../telephony/recording.ts';
import { openEngine, useTelephony } from '../telephony/store.ts';
import { openOverlay } from '../app/overlay-store.ts';
import { givesOf, isAway } from './gives.ts';
import { statusLines, vaultLine, type StatusLine } from './sentences.ts';
import { phoneLine, queueStatusLine, recordingLine } from './telephony-lines.ts';
import { originFor, useOnCallAges } from './on-call.ts';
import { useStatus } from './store.ts';

function iconOf(line: StatusLine): LucideIcon | undefined {
  const trouble = line.tone === 'red' || line.tone === 'amber';
  switch (line.id) {
    case 'connection':
      return line.tone === 'red' ? TriangleAlert : trouble ? CloudOff : undefined;
    case 'lease':
      return BookLock;
    case 'clock':
      return Clock;
    case 'phone':
      return trouble ? PhoneOff : Phone;
    case 'recording':
      return line.tone === 'red' ? TriangleAlert : CircleDot;
    case 'queue':
      return Users;
    case 'on-call':
      return trouble ? TriangleAlert : History;
    case 'sync':
      return trouble ? CloudUpload : Check;
    case 'knowledge':
      return BookOpen;
    case 'ehr':
      return Database;
    case 'vault':
      return ShieldCheck;
  }
}

const retry = (): void =>
  void careline.status.retry().then((result) => (result.ok ? say(t('status.retried')) : sayFailure(result)));

/** What was opened here gives way to the page that it leads to. */
function leave(go: () => void): void {
  document.querySelector<HTMLElement>('.cl-pop:popover-open')?.hidePopover();
  go();
}

function Details({ line }: { line: StatusLine }) {
  return (
    <>
      {line.details.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {(line.id === 'connection' || line.id === 'lease') &&
        (line.tone === 'amber' || line.tone === 'red') && (
          <Button size="small" onPress={retry}>
            {t('status.retry')}
          </Button>
        )}
      {line.id === 'sync' && (
        <Button size="small" onPress={() => leave(() => useDeskView.getState().show({ kind: 'queue' }))}>
          {t('status.sync.open')}
        </Button>
      )}
      {line.id === 'on-call' && (
        <Button size="small" onPress={() => leave(() => useDeskView.getState().setRightTab('on-call'))}>
          {t('status.on-call.open')}
        </Button>
      )}
      {line.id === 'phone' && line.actions && (
        <>
          <Button size="small" onPress={() => leave(() => void openEngine())}>
            {t('telephony.engine.open')}
          </Button>
          <Button
            size="small"
            keys={keysOf('devices', isMac)}
            onPress={() => leave(() => openOverlay('devices'))}
          >
            {t('telephony.devices.open')}
          </Button>
        </>
      )}
      {line.id === 'vault' && (
        <Button size="small" keys={keysOf('lock', isMac)} onPress={() => void lockNow()}>
          {t('status.vault.lock')}
        </Button>
      )}
    </>
  );
}

/**
 * Says a line's words when they change, not when only their minutes do, and not at the first draw. A clock that is wrong has
 * no line before.
 */
function useSpoken(lines: readonly StatusLine[]): void {
  const before = useRef<Map<string, string | null> | null>(null);
  useEffect(() => {
    const now = new Map(lines.map((line) => [line.id, line.spoken]));
    if (before.current)
      for (const [id, spoken] of now)
        if (
          spoken !== null &&
          (before.current.has(id) || id === 'clock' || id === 'lease') &&
          before.current.get(id) !== spoken
        )
          announce(spoken);
    before.current = now;
  }, [lines]);
}

/** What a real line says, of the call that is talked on; undefined on the practice line. */
function useTelephonyLines(): StatusLine[] | undefined {
  const { view, lives, recordingWish, asking } = useTelephony();
  const hand = useWork((s) => inHandOf(s.calls));
  const nowMs = useNow().getTime();
  if (view?.line !== 'live') return undefined;
  const live = onLine(hand) ? lives.find((l) => l.callId === hand?.id) : undefined;
  const queue = queueStatusLine(view);
  const recording =
    live &&
    recordingLine(
      live,
      recordingOf({
        live,
        wish: recordingWish[live.callId],
        asking: recordingAsked(asking, live.callId),
        fresh: view.server.state === 'fresh',
        nowMs,
      }),
    );
  return [phoneLine(view), ...(recording ? [recording] : []), ...(queue ? [queue] : [])];
}

/** `isOut`: the connection is not well. */
function Item({ line, isOut }: { line: StatusLine; isOut: boolean }) {
  const dot =
    line.id === 'connection' && !iconOf(line) ? (line.tone === 'green' ? 'green' : 'neutral') : undefined;
  return (
    <StatusItem
      icon={iconOf(line)}
      dot={dot}
      tone={line.tone === 'green' ? 'neutral' : line.tone}
      gives={givesOf(line, isOut)}
      detail={{ title: line.text, content: <Details line={line} /> }}
    >
      {line.text}
    </StatusItem>
  );
}

const waitsForRecord = ({ state }: ActRow): boolean => state === 'queued' || state === 'sending';

/** `first`: what stands before the lines of the desk itself (the practice desk says there what it is). */
export function DeskStatusBar({ first }: { first?: ReactNode }) {
  const status = useStatus((s) => s.value);
  const locksAt = useSession((s) => s.locksAt);
  const minutes = useSession((s) => s.state?.lockAfterMinutes ?? 10);
  const clockShifted = useSession((s) => s.state?.clockShifted ?? false);
  const practice = useSession((s) => s.state?.practice ?? false);
  const away = useDesk().state === 'down';
  const lanes = useLanes((s) => s.state?.lanes);
  const toPhone = useDispatch((s) => s.cards === null || s.cards.some(needsHands));
  const messages = useWork((s) =>
    s.loaded ? s.messages.filter((row) => row.sync === 'waiting' && !row.elsewhere).length : null,
  );
  const atRecord = useOpenActs()?.filter(waitsForRecord).length;
  const ages = useOnCallAges((s) => s.by);
  const accountId = useAccountInSight();
  const lines = statusLines(status, useNow(15_000), away, {
    lanes,
    onCall: originFor(ages, accountId),
    toPhone,
    messages,
    ...(atRecord !== undefined && { atRecord }),
    clockShifted,
    practice,
    telephony: useTelephonyLines(),
  });
  const lease = leaseLine(
    useSession((s) => s.state?.lease),
    deskNow(),
  );
  const vault = vaultLine(locksAt, minutes, useNow(1000));
  const all = lease === null ? lines : [...lines.slice(0, 1), lease, ...lines.slice(1)];
  const isOut = isAway(all);
  useSpoken([...all, vault]);
  return (
    <StatusBar label={t('status.label')} end={status === null ? null : <Item line={vault} isOut={isOut} />}>
      {first}
      {all.map((line) => (
        <Item key={line.id} line={line} isOut={isOut} />
      ))}
    </StatusBar>
  );
}
