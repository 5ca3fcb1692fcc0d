// What is open under the call in hand: the keypad, a transfer, one more party, a promise to call back. One at a time.
import { useEffect } from 'react';
import type { Call } from '#shared/domain/calls/call.ts';
import { CallbackForm } from './CallbackForm.tsx';
import { Keypad } from './Keypad.tsx';
import { closePanel, usePanel, usePanelOf } from './panel.ts';
import { useLineLive } from './store.ts';
import { TransferPanel } from './TransferPanel.tsx';

/** `notes`: what the agent has written so far, for the summary. Null where nothing is open. */
export function CallPanel({ call, notes }: { call: Call; notes: string }) {
  const kind = usePanelOf(call.id);
  const live = useLineLive();
  const other = usePanel((s) => s.open !== null && s.open.callId !== call.id);
  useEffect(() => {
    // It belonged to a call that is not in hand any more.
    if (other) closePanel();
  }, [other]);
  if (kind === null || !live) return null;
  switch (kind) {
    case 'keypad':
      return (
        <section className="cl-panel cl-tel-keypad-panel cl-call-side">
          <Keypad callId={call.id} />
        </section>
      );
    case 'transfer':
    case 'add':
      return <TransferPanel key={kind} call={call} notes={notes} mode={kind} />;
    case 'callback':
      return <CallbackForm call={call} />;
  }
}
