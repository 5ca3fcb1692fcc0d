// What every page of the trainer's desk goes by: who is signed in, and where one stands. Ids only: what they name is asked for
// by the page that shows it.
import { create } from 'zustand';
import type { TrainingState } from '#shared/contract/training-shapes.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import { deskNow } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';

interface TrainingView {
  state: TrainingState | null;
  /** When it was read, ms of the desk's clock: a wait counts down from there. */
  at: number;
  failure: Failure | null;
}
export const useTraining = create<TrainingView>()(() => ({ state: null, at: 0, failure: null }));

let newest = 0;
/** An answer that was overtaken is dropped; a failure keeps what was known. */
export async function readTraining(): Promise<void> {
  const mine = ++newest;
  const result = await careline.training.state();
  if (mine === newest) takeTraining(result);
}
export const takeTraining = (result: Result<TrainingState>): void =>
  useTraining.setState(
    result.ok ? { state: result.value, at: deskNow().getTime(), failure: null } : { failure: result },
  );

export const places = [
  'people',
  'attempts',
  'team',
  'agreement',
  'corrections',
  'scenarios',
  'editor',
  'certificates',
] as const;
export type Place = (typeof places)[number];

interface Where {
  place: Place;
  traineeId: string | null;
  scenarioId: string | null;
  /** The attempt that is watched or reviewed; null = the list. */
  runId: string | null;
  /** The line of it that a list pointed at. */
  line: number | null;
  /** An agent's words that a correction starts from. */
  phrase: string | null;
}
export const useWhere = create<Where>()(() => ({
  place: 'people',
  traineeId: null,
  scenarioId: null,
  runId: null,
  line: null,
  phrase: null,
}));
export const go = (where: Partial<Where>): void =>
  useWhere.setState({ runId: null, line: null, phrase: null, ...where });

/** Where one stands is kept in the window's own history entry: a reload stays there. Ids only, gone with the window. */
export function keepPlace(): () => void {
  const was = placeIn(window.history.state);
  if (was !== null) useWhere.setState(was);
  return useWhere.subscribe(({ place, traineeId, scenarioId, runId }) =>
    window.history.replaceState({ place, traineeId, scenarioId, runId }, ''),
  );
}
const idOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
function placeIn(state: unknown): Partial<Where> | null {
  if (typeof state !== 'object' || state === null) return null;
  const of = state as Record<string, unknown>;
  const place = places.find((one) => one === of['place']);
  if (place === undefined) return null;
  return {
    place,
    traineeId: idOf(of['traineeId']),
    scenarioId: idOf(of['scenarioId']),
    runId: idOf(of['runId']),
  };
}
