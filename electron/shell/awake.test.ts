import { expect, it } from 'vitest';
import { keepAwake } from './awake.ts';

it('is held once for as long as a call is open', () => {
  const done: string[] = [];
  let ids = 0;
  const awake = keepAwake({
    start: (type) => (done.push(type), ids++),
    stop: (id) => done.push(`stop ${id}`),
  });
  for (const call of [false, true, true, false, false, true, false]) awake(call);
  expect(done).toEqual(['prevent-app-suspension', 'stop 0', 'prevent-app-suspension', 'stop 1']);
});
