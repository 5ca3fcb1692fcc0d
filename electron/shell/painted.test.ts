import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { whenPainted } from './painted.ts';

/** As much of a document as is looked at; the frames and changes are the test's to give. */
function fakeDocument(readyState: DocumentReadyState, hasRoot = true) {
  const root = { childElementCount: 0 };
  let begin = (): void => undefined;
  const document = {
    readyState,
    getElementById: (id: string) => (id === 'root' && hasRoot ? root : null),
    addEventListener: (_type: string, listener: () => void) => void (begin = listener),
  } as unknown as Document;
  return { document, root, loaded: () => begin() };
}
const frames: (() => void)[] = [];
let change = (): void => undefined;
const nextFrame = (): void => frames.splice(0).forEach((frame) => frame());

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', (task: () => void) => frames.push(task));
  vi.stubGlobal(
    'MutationObserver',
    class {
      constructor(heard: () => void) {
        change = heard;
      }
      observe() {}
      disconnect() {
        change = () => undefined;
      }
    },
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
  frames.length = 0;
});

it('counts content after two frames, once', () => {
  const { document, root, loaded } = fakeDocument('loading');
  const painted = vi.fn();
  whenPainted(document, painted);
  loaded();
  change();
  nextFrame();
  nextFrame();
  expect(painted).not.toHaveBeenCalled();
  root.childElementCount = 1;
  change();
  change();
  nextFrame();
  expect(painted).not.toHaveBeenCalled();
  nextFrame();
  nextFrame();
  expect(painted).toHaveBeenCalledOnce();
});

it('counts content that is already there, and never a page without a root', () => {
  const there = fakeDocument('complete');
  there.root.childElementCount = 2;
  const painted = vi.fn();
  whenPainted(there.document, painted);
  nextFrame();
  nextFrame();
  expect(painted).toHaveBeenCalledOnce();
  whenPainted(fakeDocument('complete', false).document, painted);
  nextFrame();
  nextFrame();
  expect(painted).toHaveBeenCalledOnce();
});
