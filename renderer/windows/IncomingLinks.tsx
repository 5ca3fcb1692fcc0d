// Takes what another program handed over, once somebody sits at an open desk. Locked, it waits where it is.
import { useEffect, useRef } from 'react';
import { useDeskView } from '../app/desk-store.ts';
import { useOverlay } from '../app/overlay-store.ts';
import { say, sayFailure } from '../app/say.ts';
import { careline } from '../bridge/index.ts';
import { useCallsStore } from '../calls/store.ts';
import { showMessage } from '../messages/start-draft.ts';
import { t } from '../text/t.ts';
import { announce } from '../ui/index.ts';
import { actOf, type LinkAct } from './links.ts';
import { ReadyNumber } from './ReadyNumber.tsx';
import { useWindows } from './store.ts';
import { interrupts, momentNow, useWaiting, withOne, withoutFirst } from './waiting.ts';
import { WaitingLink, waitsText } from './WaitingLink.tsx';

/** Looked at first: a link to nothing must not put aside what stands in the middle. */
async function openMessage(messageId: string): Promise<void> {
  const found = await careline.messages.read({ id: messageId });
  if (found.ok) showMessage(messageId);
  else if (found.code === 'not-found') say(t('windows.link.no-message'));
  else sayFailure(found);
}

async function openArticle(articleId: string): Promise<void> {
  const found = await careline.knowledge.read({ id: articleId, version: null });
  if (found.ok) useDeskView.getState().openArticle(articleId);
  else if (found.code === 'not-found') say(t('windows.link.no-article'));
  else sayFailure(found);
}

function act(wanted: Exclude<LinkAct, { act: 'number' }>): void {
  const view = useDeskView.getState();
  switch (wanted.act) {
    case 'message':
      return void openMessage(wanted.messageId);
    case 'article':
      return void openArticle(wanted.articleId);
    case 'list':
      return view.setLeftTab(wanted.tab);
    case 'knowledge':
      return view.setRightTab('knowledge');
  }
}

function arrived(wanted: LinkAct, typedAt: number): void {
  // A list at the left neither hides what is worked on nor takes the focus.
  if (wanted.act === 'list') return act(wanted);
  const waiting = useWaiting.getState();
  if (interrupts(momentNow(typedAt)) || waiting.acts.length > 0) {
    useWaiting.setState(withOne(waiting, wanted));
    announce(waitsText(wanted));
  } else if (wanted.act === 'number') useWaiting.setState({ acts: [wanted], open: true });
  else act(wanted);
}

const drop = (): void => useWaiting.setState(withoutFirst);

function openFirst(first: LinkAct): void {
  if (first.act === 'number') return useWaiting.setState({ open: true });
  drop();
  act(first);
}

/** In the desk's layout only, so that nothing is taken before a person sits at it. */
export function IncomingLinks() {
  const waits = useWindows((s) => s.link);
  const readings = useWindows((s) => s.readings);
  const reading = useCallsStore((s) => s.reading);
  const emergency = useDeskView((s) => s.emergencyOpen);
  const { acts, open } = useWaiting();
  const typedAt = useRef(-Infinity);
  useEffect(() => {
    const typed = (event: Event): void => void (typedAt.current = event.timeStamp);
    window.addEventListener('input', typed, { capture: true, passive: true });
    return () => window.removeEventListener('input', typed, { capture: true });
  }, []);
  useEffect(() => {
    // Whether somebody is on the line must be known first.
    if (!waits || reading) return;
    void careline.windows.takeLink().then((taken) => {
      // Another page of this desk may have taken it, or it was locked meanwhile: nothing is lost by that.
      if (taken.ok && taken.value.link !== null) arrived(actOf(taken.value.link), typedAt.current);
    });
  }, [waits, readings, reading]);
  const first = acts[0];
  // The emergency card stays on top: what waits shows when it is closed.
  if (first === undefined || emergency) return null;
  if (!open || first.act !== 'number')
    return <WaitingLink act={first} more={acts.length - 1} onOpen={() => openFirst(first)} onDrop={drop} />;
  return (
    <ReadyNumber
      key={first.number}
      number={first.number}
      more={acts.length - 1}
      // Made way for something else (F9, the palette): it waits, and is not gone.
      onClose={() => (useOverlay.getState().clearing ? useWaiting.setState({ open: false }) : drop())}
      onWritten={() => useWaiting.setState({ ...withoutFirst(useWaiting.getState()), open: false })}
    />
  );
}
