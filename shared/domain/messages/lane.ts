// Which lane a row travels in (issue 4, M15): what may harm a person by coming late goes first.
import type { Entry } from './entry.ts';
import { urgencyRank, type Urgency } from './message.ts';

/** What may harm a person by coming late goes in `urgent`; a message stays in the lane that it was saved in. */
export const lanes = ['urgent', 'normal'] as const;
export type Lane = (typeof lanes)[number];
export const laneOfMessage = (urgency: Urgency): Lane =>
  urgencyRank(urgency) <= urgencyRank('urgent-clinical') ? 'urgent' : 'normal';

/** Everything that a ladder or another desk acts on is urgent, whatever lane its message is in; the rest follows it. */
export function laneOfEntry(body: Entry['body'], messageLane: Lane): Lane {
  switch (body.kind) {
    case 'raise':
    case 'attempt':
    case 'skip':
    case 'claim':
    case 'hand-over':
    case 'repeat':
    // What came of it and that it is closed stop the ladder and the other desks' alarms.
    case 'outcome':
    case 'close':
      return 'urgent';
    default:
      return messageLane;
  }
}
