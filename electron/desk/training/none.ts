// In the live desk there is no training room: it says so, whatever is asked (product.md 0.6).
import { training } from '#shared/contract/training.ts';
import { fail, ok } from '#shared/domain/result.ts';
import type { RoomHandlers } from '../router/context.ts';

export function noTraining(): RoomHandlers<'training'> {
  const refused = Object.entries(training)
    .filter(([, spec]) => spec.kind === 'request')
    .map(([name]) => [name, () => fail('practice-only', name)]);
  return {
    ...(Object.fromEntries(refused) as unknown as RoomHandlers<'training'>),
    state: () => ok({ practice: false, trainers: [], signedIn: null, waitSeconds: 0 }),
  };
}
