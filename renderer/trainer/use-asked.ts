// A question to the practice desk and its newest answer; one that says that nobody is signed in reads again who is.
import type { Result } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { useAsked as useAnyAsked, type Asked } from '../bridge/use-asked.ts';
import { readTraining } from './store.ts';

export type { Asked } from '../bridge/use-asked.ts';
const topics = [careline.training.changed, careline.practice.changed] as const;

/** `about` names the question: with another one the old answer goes. */
export const useAsked = <V>(about: string, ask: () => Promise<Result<V>>): Asked<V> =>
  useAnyAsked(about, ask, topics, (failure) => {
    if (failure.code === 'training-signed-out') void readTraining();
  });
