// What other rooms take from here.
export { FlagLine } from './FlagLine.tsx';
export { HintStrip } from './HintStrip.tsx';
export { useHearNotes } from './hear-notes.ts';
export { useCueMood } from './mood.ts';
export { phraseSaid } from './store.ts';
