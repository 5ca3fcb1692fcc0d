// What other rooms use of dispatch.
export {
  defaultLadders,
  ladders,
  type Ladders,
  ladderStep,
  type LadderStep,
  type LadderUrgency,
  ladderUrgencies,
} from './ladder.ts';
export {
  acceptanceOf,
  alarmMs,
  checkBackMs,
  couldNot,
  diallingMs,
  type DispatchInput,
  dispatchProgress,
  type DispatchProgress,
  type LadderContact,
  ladderOf,
  type LadderRow,
} from './progress.ts';
export { isTry, restsAlarm } from './tried.ts';
