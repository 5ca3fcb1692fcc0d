import { expect, it } from 'vitest';
import { acceleratorsOf, createGlobalKeys, type Shortcuts } from './global-keys.ts';

function system() {
  const taken = new Set<string>();
  const registered = new Map<string, () => void>();
  const done: string[] = [];
  const shortcuts: Shortcuts = {
    register(accelerator, pressed) {
      done.push(`+${accelerator}`);
      if (taken.has(accelerator)) return false;
      registered.set(accelerator, pressed);
      return true;
    },
    unregister(accelerator) {
      done.push(`-${accelerator}`);
      registered.delete(accelerator);
    },
  };
  const told: string[] = [];
  const want = createGlobalKeys({
    platform: 'linux',
    shortcuts,
    tell: (key, what) => void told.push(`${key} ${what}`),
  });
  return { taken, registered, done, told, want };
}
const { answer, mute } = acceleratorsOf('linux');

it('are held only while they would do something, and each once', () => {
  const { want, done, registered } = system();
  for (const keys of [[], ['answer'], ['answer'], ['answer', 'mute'], ['mute'], [], []] as const) want(keys);
  expect(done).toEqual([`+${answer}`, `+${mute}`, `-${answer}`, `-${mute}`]);
  expect(registered.size).toBe(0);
});

it('a press is told, with its name', () => {
  const { want, registered, told } = system();
  want(['mute']);
  registered.get(mute)?.();
  expect(told).toEqual(['mute pressed']);
});

it('one that another program has is told once, asked for at each call, and used as soon as it is free', () => {
  const { want, taken, told, registered } = system();
  taken.add(answer);
  for (let ring = 0; ring < 3; ring++) {
    want(['answer']);
    want([]);
  }
  expect(told).toEqual(['answer refused']);
  taken.clear();
  want(['answer']);
  expect([...registered.keys()]).toEqual([answer]);
  want([]);
  taken.add(answer);
  want(['answer']);
  expect(told).toEqual(['answer refused', 'answer refused']);
});

it('are none that another program or a page of ours has alone, or that ends a call', () => {
  for (const platform of ['linux', 'win32', 'darwin'] as const) {
    const all = acceleratorsOf(platform);
    expect(Object.keys(all)).toEqual(['answer', 'mute']);
    for (const accelerator of Object.values(all)) expect(accelerator.split('+').length).toBeGreaterThan(2);
    expect(Object.values(all).some((each) => each.includes('F'))).toBe(platform !== 'darwin');
  }
});
