// The rooms that the desk's frame is made of, in one list. They come with the frame, in one download.
import type { ComponentType } from 'react';
import { useDeskView } from './desk-store.ts';

/** A room of this name that is not in the tree yet draws nothing. */
const room =
  <P = object>(_folder: string, _name: string): ComponentType<P> =>
  () =>
    null;

export { DemoBar } from '#renderer/demo/DemoBar.tsx';
export { CallCard } from '../calls/CallCard.tsx';
export { CallLog } from '../calls/CallLog.tsx';
export { CaptionStrip } from '../calls/CaptionStrip.tsx';
export { IncomingCall } from '../calls/IncomingCall.tsx';
export { NoteLine } from '../calls/NoteLine.tsx';
export { PastCall } from '../calls/PastCall.tsx';
export const EmergencyCardView = room('emergency', 'EmergencyCardView');
export const PracticeApp = room('practice', 'PracticeApp');
export const MessageList = room('messages', 'MessageList');
export const MessageForm = room<{ draftId: string }>('messages', 'MessageForm');
export const MessageView = room<{ messageId: string }>('messages', 'MessageView');
export const PatientPanel = room('patient', 'PatientPanel');
export const KnowledgePanel = room('knowledge', 'KnowledgePanel');
export const ScriptPane = room<{
  callId: string;
  accountId: string;
  reasonCode: string | null;
  facts: object;
}>('script', 'ScriptPane');

export async function newMessage(): Promise<void> {
  useDeskView.getState().setRightTab('message');
}
