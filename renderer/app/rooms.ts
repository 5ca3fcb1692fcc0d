// The rooms that the desk's frame is made of, in one list. They come with the frame, in one download.
import { startDraft } from '../messages/start-draft.ts';
import { useDeskView } from './desk-store.ts';
import { sayFailure } from './say.ts';

export { DemoBar } from '#renderer/demo/DemoBar.tsx';
export { CallBar } from '../calls/CallBar.tsx';
export { CallCard } from '../calls/CallCard.tsx';
export { CallLog } from '../calls/CallLog.tsx';
export { CaptionStrip } from '../calls/CaptionStrip.tsx';
export { IncomingCall } from '../calls/IncomingCall.tsx';
export { LostCalls } from '../calls/LostCalls.tsx';
export { NoteLine } from '../calls/NoteLine.tsx';
export { PastCall } from '../calls/PastCall.tsx';
export { DispatchArea } from '../dispatch/DispatchArea.tsx';
export { EmergencyCardView } from '../emergency/EmergencyCardView.tsx';
export { HandoverPage } from '../handover/HandoverPage.tsx';
export { MessageList } from '../messages/MessageList.tsx';
export { MessageForm } from '../messages/MessageForm.tsx';
export { MessageView } from '../messages/MessageView.tsx';
export { QueuePage } from '../outbox/QueuePage.tsx';
export { OnCallPanel } from '../oncall/OnCallPanel.tsx';
export { PatientPanel } from '../patient/PatientPanel.tsx';
export { KnowledgePanel } from '../knowledge/KnowledgePanel.tsx';
export { ScriptPane } from '../script/ScriptPane.tsx';

/** F8 and every button that begins a message: the call's account, or the one that the form asks for. */
export async function newMessage(): Promise<void> {
  const { accountId, centre } = useDeskView.getState();
  const callId = centre.kind === 'call' ? centre.callId : null;
  // Another phone rang for anybody: the practice of the call before says nothing.
  const started = await startDraft({ accountId: callId === null ? null : accountId, callId });
  if (!started.ok) sayFailure(started);
}
