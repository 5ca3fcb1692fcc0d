// What the model check finds, and where in the file.
export type ProblemCode =
  | 'id-twice'
  | 'unknown-node'
  | 'unknown-tag'
  | 'unknown-fact'
  | 'unknown-synonym'
  | 'unknown-event'
  | 'unknown-cue'
  | 'event-without-turn'
  | 'instead-of-itself'
  | 'unknown-name'
  | 'no-way-on'
  | 'no-choice'
  | 'ending-goes-on'
  | 'endless'
  | 'unreachable-node'
  | 'unreachable-at-level'
  | 'cue-words-missing'
  | 'better-line-is-weak'
  | 'leading-question'
  | 'critical-unreachable'
  | 'critical-unmissable'
  | 'unpassable'
  | 'too-many-ways'
  | 'longest-is-best';
export interface ScenarioProblem {
  code: ProblemCode;
  where: string;
  /** Where in the file: keys and places, for the line. */
  path: (string | number)[];
}
export const problem = (
  code: ProblemCode,
  where: string,
  path: ScenarioProblem['path'] = [],
): ScenarioProblem => ({ code, where, path });
