// The desk: top bar, three columns with movable edges, status bar; emergency card and dialogs over it.
import { useRef, useState, type CSSProperties } from 'react';
import { AccessBand } from '../access/AccessBand.tsx';
import { LeaseBand } from '../lease/LeaseBand.tsx';
import { runAction } from './actions.ts';
import { DeskTop } from './DeskTop.tsx';
import { Middle } from './Middle.tsx';
import { Overlays } from './Overlays.tsx';
import { DemoBar, EmergencyCardView } from './rooms.ts';
import { RoomEdge } from './RoomEdge.tsx';
import { useSession } from './session-store.ts';
import { useDeskSlots } from './slots.ts';
import { LeftSide, RightSide } from './Sides.tsx';
import { useKeys } from './use-keys.ts';
import { useHidden } from './veil.ts';
import { clampColumns } from './columns.ts';
import { Veil } from '../session/Veil.tsx';
import { changeSettings, useSettings } from '../settings/store.ts';
import { OverdueBand } from '../reviews/OverdueBand.tsx';
import { DeskStatusBar } from '../status/DeskStatusBar.tsx';
import { useAlarm } from '../dispatch/use-alarm.ts';
import { useKeepDispatch } from '../dispatch/store.ts';
import { useKeepLanes } from '../outbox/store.ts';
import { useKeepOnCall } from '../status/on-call.ts';
import { useKeepStatus, useStatus } from '../status/store.ts';
import { useKeepTelephony } from '../telephony/store.ts';
import { t } from '../text/t.ts';
import { Columns } from '../ui/index.ts';
import { IncomingLinks } from '../windows/IncomingLinks.tsx';
import { useKeepWork } from '../work/store.ts';

/** The search box of the top bar stands over the middle column, wherever its edge was dragged. */
const columnVar = (left: number): CSSProperties => ({ ['--cl-left' as string]: `${left}px` });

export function DeskLayout() {
  useKeepStatus();
  useKeepWork();
  useKeepDispatch();
  useKeepLanes();
  useKeepOnCall();
  useKeepTelephony({ devices: true });
  useAlarm({ onCall: useStatus((s) => s.value?.phone.onCall ?? false) });
  const hidden = useHidden();
  // Hidden, the keys of a call and of the emergency card are left.
  useKeys(hidden === null ? 'desk' : 'locked', runAction);
  const Practice = useDeskSlots()?.status;
  // What the demo can do is done to the live desk.
  const isDemo = useSession((s) => s.state?.demo === true) && Practice === undefined;
  const kept = useSettings((s) => s.value?.columns);
  const last = useRef(kept);
  const [left, setLeft] = useState(kept?.left ?? 272);
  const resized = (widths: { left: number; right: number }): void => {
    const columns = clampColumns(widths);
    if (!columns || (last.current?.left === columns.left && last.current.right === columns.right)) return;
    last.current = columns;
    setLeft(columns.left);
    void changeSettings({ columns });
  };
  return (
    <>
      <div className="cl-under-veil" hidden={hidden !== null} inert={hidden !== null}>
        <div className="cl-desk cl-desk-app" style={columnVar(left)}>
          <div>
            {isDemo && (
              <RoomEdge waiting={false}>
                <DemoBar />
              </RoomEdge>
            )}
            <DeskTop />
            <AccessBand />
            <LeaseBand signIn />
            <OverdueBand />
          </div>
          <Columns
            left={<LeftSide />}
            right={<RightSide />}
            labels={{ left: t('app.left'), middle: t('app.middle'), right: t('app.right') }}
            widths={kept}
            onResized={resized}
          >
            <Middle />
          </Columns>
          <div data-tour="status">
            <DeskStatusBar first={Practice && <Practice />} />
          </div>
        </div>
        <Overlays />
        <IncomingLinks />
      </div>
      <RoomEdge waiting={false}>
        <EmergencyCardView />
      </RoomEdge>
      <Veil hidden={hidden} />
    </>
  );
}
