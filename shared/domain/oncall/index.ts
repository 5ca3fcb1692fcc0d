// What other rooms use of on-call.
export { scheduleAge } from './age.ts';
export { addressFor, contactsAt, type Method } from './contacts.ts';
export { factsOfMessage } from './facts.ts';
export { findingCodes, type FindingCode, scheduleFinding, type ScheduleFinding } from './finding.ts';
export { lintSchedule } from './lint.ts';
export { whoIsOnCall } from './resolve.ts';
export {
  type DerivationStep,
  noFacts,
  type OnCallFacts,
  resolvedOnCall,
  type ResolvedOnCall,
  type ResolvedPerson,
  stepCodes,
} from './resolved.ts';
export {
  onCallRole,
  onCallRoles,
  type OnCallRole,
  type Person,
  schedule,
  type Schedule,
} from './schedule.ts';
export { spansBetween, type Span } from './spans.ts';
