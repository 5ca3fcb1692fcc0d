// The left and the right column: tabs whose contents are rooms.
import {
  BookOpen,
  MessageSquarePlus,
  PanelRight,
  SquareArrowOutUpRight,
  UserRound,
  Users,
} from 'lucide-react';
import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react';
import {
  MessageForm,
  CallLog,
  KnowledgePanel,
  MessageList,
  newMessage,
  OnCallPanel,
  PatientPanel,
} from './rooms.ts';
import { RoomEdge } from './RoomEdge.tsx';
import { useDeskSlots, type DeskSlots } from './slots.ts';
import { useDeskView, type LeftTab, type RightTab } from './desk-store.ts';
import { runAction } from './actions.ts';
import { keysOf } from './keys.ts';
import { isMac } from './use-keys.ts';
import { useKeepAnswers } from '../knowledge/mine/answers-store.ts';
import { useKeepToRead } from '../knowledge/notices/to-read-store.ts';
import { changeSettings, useSettings } from '../settings/store.ts';
import { t } from '../text/t.ts';
import { useStatus } from '../status/store.ts';
import { PhoneFoot } from '../telephony/PhoneFoot.tsx';
import { Button, EmptyState, IconButton, Tabs } from '../ui/index.ts';
import { Detached, useDetached } from '../windows/Detached.tsx';
import { closeSurface } from '../windows/open.ts';
import { useWork } from '../work/store.ts';
import { countOf } from '../work/sections.ts';
import { useSections, Work } from '../work/Work.tsx';

export function LeftSide() {
  const { leftTab, setLeftTab } = useDeskView();
  const waiting = useStatus((s) => s.value?.sync.waiting ?? 0);
  const count = countOf(useSections());
  const own = useDeskSlots()?.left;
  useKeptTab('leftTab', leftTab, setLeftTab);
  return (
    <div className="cl-side cl-side-left" data-tour="work">
      <Tabs
        label={t('app.left.tabs')}
        selected={leftTab}
        onSelect={setLeftTab}
        items={[
          ...tabOf<LeftTab>(own),
          {
            id: 'work',
            title: t('app.tab.work'),
            count,
            content: (
              <RoomEdge>
                <Work />
              </RoomEdge>
            ),
          },
          {
            id: 'messages',
            title: t('app.tab.messages'),
            count: waiting,
            countTone: 'amber',
            content: (
              <RoomEdge>
                <MessageList />
              </RoomEdge>
            ),
          },
          {
            id: 'calls',
            title: t('app.tab.calls'),
            content: (
              <RoomEdge>
                <CallLog />
              </RoomEdge>
            ),
          },
        ]}
      />
      <PhoneFoot />
    </div>
  );
}

/** After a reload or an unlock the draft of the call in hand is found again: once a call, never one that was put away. */
function useDraftOfCall(): void {
  const callId = useDeskView((s) => (s.centre.kind === 'call' ? s.centre.callId : null));
  const draftId = useDeskView((s) => s.draftId);
  const found = useWork(
    (s) => s.drafts.find((d) => d.callId === callId && d.discardedAt === null)?.id ?? null,
  );
  const seen = useRef(new Set<string>());
  useEffect(() => {
    if (callId === null || seen.current.has(callId)) return;
    if (draftId !== null) seen.current.add(callId);
    else if (found !== null) useDeskView.getState().setContext({ draftId: found });
  }, [callId, draftId, found]);
}

function MessageSide() {
  const draftId = useDeskView((s) => s.draftId);
  const inCentre = useDeskView((s) => s.centre.kind === 'draft');
  if (draftId === null || inCentre)
    return (
      <EmptyState
        icon={MessageSquarePlus}
        title={t('app.no-message.title')}
        action={
          <Button kind="primary" keys={keysOf('new-message', isMac)} onPress={() => void newMessage()}>
            {t('app.empty.new')}
          </Button>
        }
      >
        {t('app.no-message.what')}
      </EmptyState>
    );
  return <MessageForm draftId={draftId} />;
}

export function RightSide() {
  const { rightTab, setRightTab } = useDeskView();
  const draftId = useDeskView((s) => (s.centre.kind === 'draft' ? null : s.draftId));
  // Only what is not saved yet counts: the one that is shown may be saved, or discarded.
  const hasDraft = useWork((s) => s.drafts.some((d) => d.id === draftId && d.discardedAt === null));
  const toRead = useKeepToRead();
  const answers = useKeepAnswers();
  const detached = useDetached();
  const slots = useDeskSlots();
  const own = slots?.right;
  const Patient = slots?.patient ?? PatientPanel;
  useKeptTab('rightTab', rightTab, setRightTab);
  useRoomOfPanel(detached);
  useDraftOfCall();
  return (
    <div className="cl-side" data-tour="patient">
      <Tabs
        label={t('app.right.tabs')}
        selected={rightTab}
        onSelect={setRightTab}
        end={
          // The windows beside the desk show the live one: the practice desk opens none.
          !own && (
            <IconButton
              icon={detached ? PanelRight : SquareArrowOutUpRight}
              size="small"
              label={t(detached ? 'windows.detached.icon' : 'windows.open.panel')}
              keys={detached ? undefined : keysOf('window-panel', isMac)}
              onPress={() => (detached ? void closeSurface('panel') : runAction('window-panel'))}
            />
          )
        }
        items={[
          ...tabOf<RightTab>(own),
          {
            id: 'patient',
            title: t('app.tab.patient'),
            icon: UserRound,
            content: (
              <RoomEdge>
                {detached ? (
                  <Detached />
                ) : (
                  <div data-patient-panel="" style={{ display: 'contents' }}>
                    <Patient />
                  </div>
                )}
              </RoomEdge>
            ),
          },
          {
            id: 'knowledge',
            title: t('app.tab.knowledge'),
            icon: BookOpen,
            count: toRead + answers,
            countTone: 'amber',
            content: (
              <RoomEdge>
                <KnowledgePanel />
              </RoomEdge>
            ),
          },
          {
            id: 'message',
            title: t('app.tab.message'),
            icon: MessageSquarePlus,
            count: hasDraft ? 1 : 0,
            countTone: 'amber',
            content: (
              <RoomEdge>
                <MessageSide />
              </RoomEdge>
            ),
          },
          {
            id: 'on-call',
            title: t('app.tab.on-call'),
            icon: Users,
            content: (
              <RoomEdge>
                <OnCallPanel />
              </RoomEdge>
            ),
          },
        ]}
      />
    </div>
  );
}

/** What the practice desk adds, before the desk's own. */
const tabOf = <Id extends string>(
  own: DeskSlots['left'] | undefined,
): { id: Id | 'practice'; title: string; content: ReactNode }[] =>
  own === undefined
    ? []
    : [
        {
          id: 'practice',
          title: own.title,
          content: (
            <RoomEdge>
              <own.content />
            </RoomEdge>
          ),
        },
      ];

/** The patient shows in the other window: the message has the room here; later the tab is a person's own choice. */
function useRoomOfPanel(detached: boolean): void {
  const contextId = useDeskView((s) => s.contextId);
  const given = useRef(false);
  useEffect(() => {
    const { rightTab, setRightTab } = useDeskView.getState();
    if (detached && rightTab === 'patient') {
      given.current = true;
      setRightTab('message');
    } else if (!detached && given.current) {
      given.current = false;
      if (rightTab === 'message') setRightTab('patient');
    }
  }, [detached, contextId]);
}

/** A tab opens where it was left; only a change by a person is kept. On the practice desk its own tab leads. */
function useKeptTab<Id extends string>(name: 'leftTab' | 'rightTab', tab: Id, set: (id: Id) => void): void {
  const kept = useSettings((s) => s.value?.[name]);
  const practised = useDeskSlots() !== null;
  const known = practised || kept !== undefined;
  const takeKept = useEffectEvent(() => set((practised ? 'practice' : kept) as Id));
  const keep = useEffectEvent((now: Id) => {
    if (!practised && kept !== undefined && kept !== now) void changeSettings({ [name]: now });
  });
  // Only the first time it is known: afterwards the store leads.
  useEffect(() => {
    if (known) takeKept();
  }, [known]);
  useEffect(() => keep(tab), [tab]);
}
