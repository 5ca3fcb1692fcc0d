// Takes what another program handed over, once somebody sits at an open desk. Locked, it waits where it is.
import { useEffect, useState } from 'react';
import { useDeskView } from '../app/desk-store.ts';
import { say, sayFailure } from '../app/say.ts';
import { careline } from '../bridge/index.ts';
import { showMessage } from '../messages/start-draft.ts';
import { t } from '../text/t.ts';
import { actOf, type LinkAct } from './links.ts';
import { ReadyNumber } from './ReadyNumber.tsx';
import { useWindows } from './store.ts';

/** Looked at first: a link to nothing must not put aside what stands in the middle. */
async function openMessage(messageId: string): Promise<void> {
  const found = await careline.messages.read({ id: messageId });
  if (found.ok) showMessage(messageId);
  else if (found.code === 'not-found') say(t('windows.link.no-message'));
  else sayFailure(found);
}

function act(wanted: Exclude<LinkAct, { act: 'number' }>): void {
  const view = useDeskView.getState();
  switch (wanted.act) {
    case 'message':
      return void openMessage(wanted.messageId);
    case 'article':
      return view.openArticle(wanted.articleId);
    case 'list':
      return view.setLeftTab(wanted.tab);
    case 'knowledge':
      return view.setRightTab('knowledge');
  }
}

/** In the desk's layout only, so that nothing is taken before a person sits at it. */
export function IncomingLinks() {
  const waits = useWindows((s) => s.link);
  const readings = useWindows((s) => s.readings);
  const emergency = useDeskView((s) => s.emergencyOpen);
  const [number, setNumber] = useState<string | null>(null);
  useEffect(() => {
    if (!waits) return;
    void careline.windows.takeLink().then((taken) => {
      // Another page of this desk may have taken it, or it was locked meanwhile: nothing is lost by that.
      if (!taken.ok || taken.value.link === null) return;
      const wanted = actOf(taken.value.link);
      if (wanted.act === 'number') setNumber(wanted.number);
      else act(wanted);
    });
  }, [waits, readings]);
  // The emergency card stays on top: the number shows when it is closed.
  if (number === null || emergency) return null;
  return <ReadyNumber number={number} onClose={() => setNumber(null)} />;
}
