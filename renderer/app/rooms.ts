// The rooms that the desk's frame is made of, in one list. What shows at once comes with the frame, in one download; what is
// opened later comes right after it.
import { lazy, type ComponentType } from 'react';
import { startDraft } from '../messages/start-draft.ts';
import { useDeskView } from './desk-store.ts';
import { sayFailure } from './say.ts';

export { DemoBar } from '#renderer/demo/DemoBar.tsx';
export { FlagLine } from '../assist/FlagLine.tsx';
export { HintStrip } from '../assist/HintStrip.tsx';
export { CallBar } from '../calls/CallBar.tsx';
export { CallCard } from '../calls/CallCard.tsx';
export { CallLog } from '../calls/CallLog.tsx';
export { CaptionStrip } from '../calls/CaptionStrip.tsx';
export { IncomingCall } from '../calls/IncomingCall.tsx';
export { LostCalls } from '../calls/LostCalls.tsx';
export { NoteLine } from '../calls/NoteLine.tsx';
export { DispatchArea } from '../dispatch/DispatchArea.tsx';
export { EmergencyCardView } from '../emergency/EmergencyCardView.tsx';
export { MessageList } from '../messages/MessageList.tsx';
export { PatientPanel } from '../patient/PatientPanel.tsx';
export { ScriptLeft } from '../script/MissingList.tsx';
export { ScriptPane } from '../script/ScriptPane.tsx';

/** Fetched once the frame stands, so that no key waits for a download. */
const later: (() => Promise<unknown>)[] = [];
function room<P extends object>(load: () => Promise<{ default: ComponentType<P> }>) {
  later.push(load);
  return lazy(load);
}
export const fetchRooms = (): void => later.forEach((load) => void load().catch(() => undefined));

export const PastCall = room(async () => ({ default: (await import('../calls/PastCall.tsx')).PastCall }));
export const HandoverPage = room(async () => ({
  default: (await import('../handover/HandoverPage.tsx')).HandoverPage,
}));
/** With the words of danger that it looks for: the largest of all rooms. */
export const MessageForm = room(async () => ({
  default: (await import('../messages/MessageForm.tsx')).MessageForm,
}));
export const MessageView = room(async () => ({
  default: (await import('../messages/MessageView.tsx')).MessageView,
}));
export const QueuePage = room(async () => ({ default: (await import('../outbox/QueuePage.tsx')).QueuePage }));
export const OnCallPanel = room(async () => ({
  default: (await import('../oncall/OnCallPanel.tsx')).OnCallPanel,
}));
export const KnowledgePanel = room(async () => ({
  default: (await import('../knowledge/KnowledgePanel.tsx')).KnowledgePanel,
}));
export const PhonePage = room(() => import('../telephony/PhonePage.tsx'));
/** Keypad, transfer, one more person, call-back: under the call in hand. */
export const CallPanel = room(async () => ({
  default: (await import('../telephony/CallPanel.tsx')).CallPanel,
}));
/** In place of the script: an appointment, or another act at the record. */
export const BookingPane = room(async () => ({
  default: (await import('../booking/BookingPane.tsx')).BookingPane,
}));
export const ActPane = room(async () => ({ default: (await import('../acts/ActPane.tsx')).ActPane }));
export const IntakePane = room(async () => ({
  default: (await import('../intake/IntakePane.tsx')).IntakePane,
}));

/** F8 and every button that begins a message: the call's account, or the one that the form asks for. */
export async function newMessage(): Promise<void> {
  const { accountId, centre } = useDeskView.getState();
  const callId = centre.kind === 'call' ? centre.callId : null;
  // Another phone rang for anybody: the practice of the call before says nothing.
  const started = await startDraft({ accountId: callId === null ? null : accountId, callId });
  if (!started.ok) sayFailure(started);
}
