// The practice desk: the very desk that agents use, with what practice adds in its slots. Between calls the practice home, in a
// call the answer card, after it the debrief. Its process has a vault of its own and no way to anything real but out
// (product.md 5b, "Safety").
import '../text/late/debrief.ts';
import { useEffect } from 'react';
import { DeskLayout } from '../app/DeskLayout.tsx';
import { takeHandedOver } from '../app/leave-practice.ts';
import { deskNow } from '../app/session-store.ts';
import { DeskSlotsProvider, type DeskSlots } from '../app/slots.ts';
import { careline } from '../bridge/index.ts';
import { useDesk, useTopic } from '../bridge/use-desk.ts';
import { t } from '../text/t.ts';
import { AfterCall } from './AfterCall.tsx';
import { PracticeStatus, PracticeTop } from './Bars.tsx';
import { Hints } from './Hints.tsx';
import { Home } from './Home.tsx';
import { InCall } from './InCall.tsx';
import { Notices } from './Notices.tsx';
import { Patient } from './Patient.tsx';
import { RightSide } from './RightSide.tsx';
import { ScenarioList } from './ScenarioList.tsx';
import { readCurrent, readPractice, showOver, sitDown, usePractice } from './store.ts';
import { useActs } from './use-acts.ts';
import { useStay } from './use-stay.ts';
import './practice.css';
import './answer.css';
import './answer-place.css';
import './home.css';
import './debrief-side.css';
import './debrief.css';

/** A call that goes on is read by each change; the rest once it is over. */
async function refresh(): Promise<void> {
  const over = await readCurrent();
  const isOver = over !== null || usePractice.getState().view === null;
  if (isOver) await readPractice(deskNow);
  if (over !== null) showOver(over);
}

/** The first time: who came over from the live desk is not asked for a name. */
async function begin(): Promise<void> {
  const from = takeHandedOver();
  if (from !== null) await sitDown(from);
  await Promise.all([readPractice(deskNow), readCurrent()]);
}

export function PracticeApp() {
  const epoch = useDesk().hello?.epoch ?? null;
  useTopic(careline.practice.changed, () => void refresh());
  useEffect(() => void begin(), [epoch]);
  useActs();
  useStay();
  const slots: DeskSlots = {
    home: Home,
    inCall: InCall,
    afterCall: AfterCall,
    hints: Hints,
    left: { title: t('practice.tab.scenarios'), content: ScenarioList },
    right: { title: t('practice.tab.practice'), content: RightSide },
    patient: Patient,
    top: PracticeTop,
    status: PracticeStatus,
    notices: Notices,
  };
  return (
    <DeskSlotsProvider value={slots}>
      <DeskLayout />
    </DeskSlotsProvider>
  );
}
