// A question about articles and its newest answer: asked again when articles changed or the desk comes back.
import type { Result } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { useAsked as useAnswer } from '../bridge/use-asked.ts';
import type { Answered } from '../ui/index.ts';

const topics = [careline.knowledge.changed];
const nothing = (): Promise<Result<null>> => Promise.resolve({ ok: true, value: null });

/** `about` names the question: with another one the old answer goes. null = nothing is asked. */
export const useAsked = <V>(about: string | null, ask: () => Promise<Result<V>>): Answered<V> =>
  useAnswer<V | null>(about ?? '', about === null ? nothing : ask, topics);
