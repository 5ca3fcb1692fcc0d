import { expect, it, vi } from 'vitest';
import { nothingToLeave, type Leaving } from '#host/link.ts';
import { createQuitGuard } from './quit-guard.ts';

function made(first: Leaving) {
  const state = { now: first };
  const answers: ((leave: boolean) => void)[] = [];
  const ask = vi.fn(() => new Promise<boolean>((resolve) => answers.push(resolve)));
  const quit = vi.fn();
  const stay = vi.fn();
  const guard = createQuitGuard({ leaving: () => state.now, ask, quit, stay });
  return { state, answers, ask, quit, stay, guard };
}
const event = () => ({ preventDefault: vi.fn() });
const settled = () => new Promise((resolve) => setImmediate(resolve));
const onCall: Leaving = { call: true, draft: true, urgent: 2 };

it('asks nothing when nothing is open', () => {
  const { guard, ask } = made(nothingToLeave);
  const quitting = event();
  guard.check(quitting);
  expect(quitting.preventDefault).not.toHaveBeenCalled();
  expect(ask).not.toHaveBeenCalled();
});

it('asks once, whatever way out was taken meanwhile, and stays', async () => {
  const { guard, ask, answers, quit, stay } = made(onCall);
  const [close, menu] = [event(), event()];
  guard.check(close);
  guard.check(menu);
  expect(close.preventDefault).toHaveBeenCalled();
  expect(menu.preventDefault).toHaveBeenCalled();
  expect(ask.mock.calls).toEqual([[['call', 'urgent', 'draft'], onCall]]);
  answers[0]?.(false);
  await settled();
  expect(quit).not.toHaveBeenCalled();
  expect(stay).toHaveBeenCalledOnce();
  guard.check(event());
  expect(ask).toHaveBeenCalledTimes(2);
});

it('leaves when told to, without asking again for each window that closes', async () => {
  const { guard, ask, answers, quit } = made(onCall);
  guard.check(event());
  answers[0]?.(true);
  await settled();
  expect(quit).toHaveBeenCalledOnce();
  const [again, window] = [event(), event()];
  guard.check(again);
  guard.check(window);
  expect(again.preventDefault).not.toHaveBeenCalled();
  expect(window.preventDefault).not.toHaveBeenCalled();
  expect(ask).toHaveBeenCalledOnce();
});

it('stays when it cannot ask', async () => {
  const { guard, ask, quit } = made(onCall);
  ask.mockRejectedValueOnce(new Error('no screen'));
  guard.check(event());
  await settled();
  expect(quit).not.toHaveBeenCalled();
});

it('does not hold up a system that shuts down', () => {
  const { guard, ask, quit } = made(onCall);
  guard.endNow();
  expect(quit).toHaveBeenCalledOnce();
  const quitting = event();
  guard.check(quitting);
  expect(quitting.preventDefault).not.toHaveBeenCalled();
  expect(ask).not.toHaveBeenCalled();
});

it('a question that is still open when the system ends the app decides nothing any more', async () => {
  const { guard, answers, quit, stay } = made(onCall);
  guard.check(event());
  guard.endNow();
  answers[0]?.(false);
  await settled();
  expect(stay).not.toHaveBeenCalled();
  expect(quit).toHaveBeenCalledOnce();
});
