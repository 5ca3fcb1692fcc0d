// The rooms that the desk is made of, in one list. A room that is not needed for the first paint is loaded when it is
// first shown.
import type { ComponentType } from 'react';
import { useDeskView } from './desk-store.ts';

/** A room of this name that is not in the tree yet draws nothing. */
const room =
  <P = object>(_folder: string, _name: string): ComponentType<P> =>
  () =>
    null;

export const ProofPage = room<{ isOpen?: boolean }>('demo', 'ProofPage');
export const EmergencyCardView = room('emergency', 'EmergencyCardView');
export const PracticeApp = room('practice', 'PracticeApp');
export const DemoBar = room('demo', 'DemoBar');
export const CallCard = room('calls', 'CallCard');
export const CaptionStrip = room('calls', 'CaptionStrip');
export const IncomingCall = room('calls', 'IncomingCall');
export const NoteLine = room('calls', 'NoteLine');
export const WrapUp = room('calls', 'WrapUp');
export const CallLog = room('calls', 'CallLog');
export const PastCall = room<{ callId: string }>('calls', 'PastCall');
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
