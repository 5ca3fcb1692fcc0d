// Dialogs, displays, notifications, power and the guard round each part.
import { expect, it, vi } from 'vitest';
import { parseOptions } from '../controls.ts';
import { createDialog } from './dialog.ts';
import { membersOf, surface } from './not-in-surface.ts';
import { createNotification } from './notification.ts';
import { createRecorder } from './recorder.ts';
import { createScreen, usualDisplay } from './screen.ts';
import { createPower, createShell, createShortcuts } from './system.ts';

it('cancels a dialog unless the spec answers: beforehand, or while it stands open', async () => {
  const { dialog, controls } = createDialog(createRecorder(), () => true);
  const box = { message: 'Leave?', buttons: ['Stay', 'Leave'] };
  expect((await dialog.showMessageBox({ ...box, cancelId: 1 })).response).toBe(1);
  expect((await dialog.showMessageBox({ ...box, buttons: ['OK', 'Cancel'] })).response).toBe(1);
  expect((await dialog.showMessageBox(box)).response).toBe(0);
  controls.answer('showOpenDialog', { canceled: false, filePaths: ['/x.csv'] });
  controls.answer('showMessageBox', { response: 1 });
  expect((await dialog.showMessageBox(box)).response).toBe(1);
  expect((await dialog.showOpenDialog({})).filePaths).toEqual(['/x.csv']);
  expect(await dialog.showOpenDialog({})).toEqual({ canceled: true, filePaths: [] });

  controls.hold(true);
  const settled = vi.fn();
  const open = dialog.showMessageBox(box).then(settled);
  await Promise.resolve();
  expect(controls.open()).toEqual([{ kind: 'showMessageBox', options: box }]);
  expect(settled).not.toHaveBeenCalled();
  controls.reply({ response: 1 });
  await open;
  expect(settled).toHaveBeenCalledWith({ response: 1, checkboxChecked: false });
  expect(() => controls.reply({ response: 0 })).toThrow('no dialog is open');
});

it('shows no dialog before ready, but an error box says its words', async () => {
  const { dialog } = createDialog(createRecorder(), () => false);
  await expect(dialog.showMessageBox({ message: 'x' })).rejects.toThrow('after app is ready');
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  dialog.showErrorBox('Title', 'What happened');
  expect(said).toHaveBeenCalledWith('Title\nWhat happened\n');
  said.mockRestore();
});

it('tells what became of displays', () => {
  const { screen, set } = createScreen([usualDisplay], () => true);
  const heard: unknown[] = [];
  for (const event of ['display-added', 'display-removed', 'display-metrics-changed'])
    screen.on(event, (_event: unknown, display: { id: number }, changed: unknown) =>
      heard.push([event, display.id, changed]),
    );
  const second = { ...usualDisplay, id: 2, bounds: { ...usualDisplay.bounds, x: 1920 } };
  set([usualDisplay, second]);
  set([{ ...second, scaleFactor: 2 }]);
  expect(heard).toEqual([
    ['display-added', 2, undefined],
    ['display-removed', 1, undefined],
    ['display-metrics-changed', 2, ['scaleFactor']],
  ]);
  expect(screen.getPrimaryDisplay().id).toBe(2);
  expect(() => createScreen([], () => false).screen.getAllDisplays()).toThrow('before app is ready');
});

it('keeps notifications for the spec to click, and links without opening them', async () => {
  const recorder = createRecorder();
  const { Notification, controls } = createNotification(recorder, true);
  const clicked = vi.fn();
  new Notification({ title: 'Careline', body: 'A call rings' }).on('click', clicked).show();
  controls.click(0);
  expect(clicked).toHaveBeenCalledOnce();
  expect(controls.shown()).toEqual([{ title: 'Careline', body: 'A call rings' }]);
  controls.supported = false;
  expect(Notification.isSupported()).toBe(false);
  await createShell(recorder).openExternal('https://example.org/');
  expect(recorder.calls.map(({ name }) => name)).toEqual(['Notification.show', 'shell.openExternal']);
});

it('says whether anybody heard a power event', () => {
  const { powerMonitor, emit } = createPower();
  expect(emit('suspend')).toBe(false);
  powerMonitor.on('suspend', () => undefined);
  expect(emit('suspend')).toBe(true);
});

it('gives a key to the app unless another program has it, and presses only what is held', () => {
  const { globalShortcut, controls } = createShortcuts(() => true);
  const pressed = vi.fn();
  controls.taken('Control+F2', true);
  expect(globalShortcut.register('Control+F2', pressed)).toBe(false);
  expect(controls.press('Control+F2')).toBe(false);
  controls.taken('Control+F2', false);
  expect(globalShortcut.register('Control+F2', pressed)).toBe(true);
  expect([controls.held(), controls.press('Control+F2')]).toEqual([['Control+F2'], true]);
  globalShortcut.unregister('Control+F2');
  expect(controls.press('Control+F2')).toBe(false);
  expect(pressed).toHaveBeenCalledTimes(1);
  expect(() => createShortcuts(() => false).globalShortcut.register('F2', pressed)).toThrow('ready');
});

it('guards a part without getting in the way of promises and listings', async () => {
  class Part {
    here = 1;
    also(): void {}
  }
  const part = surface('part', new Part());
  expect(await Promise.resolve(part)).toBe(part);
  expect(membersOf(part)).toEqual(['also', 'here']);
  expect(() => Reflect.get(part, 'gone')).toThrow('not in surface: part.gone (the stand-in has: also, here)');
});

it('refuses an option it does not know: a misspelt one must not pass for a test that passed', () => {
  expect(parseOptions(undefined)).toEqual({});
  expect(parseOptions('{"backend":"basic_text"}')).toEqual({ backend: 'basic_text' });
  expect(() => parseOptions('{"safestorage":{}}')).toThrow('unknown safestorage');
  expect(() => parseOptions('[]x')).toThrow();
  expect(() => parseOptions('1')).toThrow('not an object');
});
