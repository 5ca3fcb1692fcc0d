// What other rooms take from here.
export { callerStates, moodOf, type CallerState } from './states.ts';
export { readModel, type Expected } from './read.ts';
export { headsOf, type Heads } from './heads.ts';
export type { EmotionModel } from './model.ts';
export { hear, type Heard } from './caller.ts';
export { detectLang } from './lang.ts';
