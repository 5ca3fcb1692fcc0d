// The telephony port: what the desk asks of a line and what a line reports. The practice line implements it now, the
// Twilio engine later; neither's types leak through it. The line owns the truth: `report` confirms, commands only ask.
export interface LineReport {
  callId: string;
  kind:
    | 'ring'
    | 'answered'
    | 'held'
    | 'resumed'
    | 'muted'
    | 'unmuted'
    | 'caller-hung-up'
    | 'ended'
    | 'lost'
    | 'caption';
  /** With `ring`. */
  ring?: { number: string; dnis: string; accountId: string; waitedSeconds: number | null };
  /** With `caption`: the caller's words, and where they come from (always shown with it). */
  caption?: { text: string; from: 'scenario' | 'transcription' };
}
export interface Line {
  name: string;
  answer(callId: string): void;
  hold(callId: string, on: boolean): void;
  mute(callId: string, on: boolean): void;
  hangUp(callId: string): void;
  onReport(listener: (report: LineReport) => void): () => void;
  close(): void;
}
