// What specs of the shell share: windows as the main process has them, questions it asked, links and second starts.
import { spawn } from 'node:child_process';
import type { MessageBoxOptions, Rectangle } from 'electron';
import type { Page } from 'playwright-core';
import { root } from '#tests/support/app.ts';
import { until } from '#tests/support/until.ts';
import type { StandinControls } from '../../standin/controls.ts';
import type { Driver, LaunchOptions } from './driver.ts';
import { hostName, runtimeFor } from './hosts.ts';
import type { SpecTags } from './spec.ts';
import { sitAs } from './steps.ts';

/** Both desktop hosts: what is seen there comes from our code, Chromium or the system. */
export const desktop: SpecTags = { hosts: ['electron', 'standin'] };
/** Steered by the stand-in's own controls, and so its own word: dialogs, power events, displays, links of macOS. */
export const emulated: SpecTags = { hosts: ['standin'], emulated: true };
/** Runs in a real Electron as well; what is seen on the stand-in is its own word: bounds, bridges, ends of the app. */
export const ownWord: SpecTags = { hosts: ['electron', 'standin'], emulated: true };
/** No services behind the desk: enough where nobody sits down. */
export const alone: LaunchOptions = { demo: false };

async function targetOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { targetInfo } = await session.send('Target.getTargetInfo');
  await session.detach();
  return targetInfo.targetId;
}

export async function boundsOf(desk: Driver, page: Page): Promise<Rectangle> {
  return desk.main(
    ({ BrowserWindow, webContents }, id) => {
      const contents = webContents.fromDevToolsTargetId(id);
      const window = contents && BrowserWindow.fromWebContents(contents);
      if (!window) throw new Error('no window of that page');
      return window.getBounds();
    },
    await targetOf(page),
  );
}
export async function isOnTop(desk: Driver, page: Page): Promise<boolean | undefined> {
  return desk.main(
    ({ BrowserWindow, webContents }, id) => {
      const contents = webContents.fromDevToolsTargetId(id);
      return contents && BrowserWindow.fromWebContents(contents)?.isAlwaysOnTop();
    },
    await targetOf(page),
  );
}
export async function moveWindow(desk: Driver, page: Page, bounds: Rectangle): Promise<void> {
  await desk.main(
    ({ BrowserWindow, webContents }, to) => {
      const contents = webContents.fromDevToolsTargetId(to.id);
      const window = contents && BrowserWindow.fromWebContents(contents);
      window?.setBounds(to.bounds);
    },
    { id: await targetOf(page), bounds },
  );
}
/** As its close button does. */
export async function closeWindow(desk: Driver, page: Page): Promise<void> {
  await desk.main(
    ({ BrowserWindow, webContents }, id) => {
      const contents = webContents.fromDevToolsTargetId(id);
      const window = contents && BrowserWindow.fromWebContents(contents);
      // Not within this evaluation, which the end of the app would cut off.
      setTimeout(() => window?.close(), 0);
    },
    await targetOf(page),
  );
}
/** Really ends the page's process, as running out of memory does. */
export async function killPage(desk: Driver, page: Page): Promise<void> {
  await desk.main(
    ({ webContents }, id) => webContents.fromDevToolsTargetId(id)?.forcefullyCrashRenderer(),
    await targetOf(page),
  );
}

/** Asks the desk over a page's raw bridge, as that page's own client does, also on screens without a button for it. */
export async function askRaw(page: Page, name: string, input: object = {}): Promise<unknown> {
  return page.evaluate(
    ([wanted, given]) =>
      new Promise<unknown>((resolve) => {
        const mark = `raw-${performance.now()}-`;
        let sent = 0;
        window.careline?.onFrame((frame) => {
          if (frame.t !== 'reply' || !frame.id.startsWith(mark)) return;
          clearInterval(again);
          resolve(frame.result);
        });
        const send = (): void =>
          window.careline?.send({ t: 'call', id: `${mark}${++sent}`, name: wanted, input: given });
        // What is sent before the page has its port is dropped; its own client waits for the port.
        const again = setInterval(send, 300);
        send();
      }),
    [name, input] as const,
  );
}
export async function openSurface(desk: Driver, surface: 'panel' | 'compact' | 'trainer'): Promise<Page> {
  await askRaw(desk.page, 'windows.open', { surface });
  return desk.window(surface);
}

export type Asked = Pick<MessageBoxOptions, 'message' | 'detail' | 'buttons' | 'defaultId' | 'cancelId'>;
/** The system's questions so far, oldest first. */
export const questions = (desk: Driver): Promise<Asked[]> =>
  desk.main(() =>
    globalThis.standin.calls
      .filter(({ name }) => name === 'dialog.showMessageBox')
      .map(({ args }) => args[0] as Asked),
  );
export const questionsAsked = (desk: Driver, count: number): Promise<number> =>
  until(`${count} questions`, 10_000, async () => (await questions(desk)).length >= count);
/** Quits as the menu does, and waits until it was asked whether to; gives the question. The app runs on. */
export async function quitAsked(desk: Driver): Promise<Asked> {
  const before = (await questions(desk)).length;
  await desk.main(({ app }) => app.quit());
  await questionsAsked(desk, before + 1);
  const asked = (await questions(desk)).slice(before);
  if (asked.length !== 1 || asked[0] === undefined) throw new Error(`asked ${asked.length} times at once`);
  if ((await desk.deskPids()).length === 0) throw new Error('the desk ended while it was asked');
  return asked[0];
}
/** Answers the next question by its button; without it the stand-in cancels, which means Stay. */
export async function nextAnswer(desk: Driver, response: 0 | 1): Promise<void> {
  await desk.main((_electron, button) => {
    globalThis.standin.dialogs.answer('showMessageBox', { response: button });
  }, response);
}

export async function power(desk: Driver, event: Parameters<StandinControls['power']>[0]): Promise<void> {
  await desk.main((_electron, name) => void globalThis.standin.power(name), event);
}

/** Sits down, and lets nobody ring by themselves: a reload drops the seat's first caller. */
export async function sitQuietly(desk: Driver): Promise<Page> {
  const { page } = desk;
  await sitAs(page, 'Agent, daytime');
  await page.reload();
  await page.getByRole('listbox', { name: 'What waits for you' }).waitFor();
  return page;
}
/** Waits until the desk has a draft with that caller's name: what the page shows may be a moment ahead of it. */
export async function draftKept(page: Page, callerName: string): Promise<void> {
  await until(`the draft of “${callerName}” in the vault`, 15_000, async () => {
    const drafts = (await askRaw(page, 'messages.drafts')) as { value?: { callerName: string }[] };
    return drafts.value?.some((draft) => draft.callerName === callerName) ?? false;
  });
}
/** Begins a message without a call and waits until its draft is kept. */
export async function beginMessage(page: Page, callerName: string): Promise<void> {
  await page.keyboard.press('F8');
  await page.getByLabel('Caller’s name').fill(callerName);
  await draftKept(page, callerName);
}

/** Starts the program once more on the same profile, as a second click on its icon or a link does; gives its exit code. */
export async function startAgain(desk: Driver, ...args: string[]): Promise<number | null> {
  if (hostName === 'preview') throw new Error('the preview is no program of the system');
  const runtime = await runtimeFor(hostName);
  if ('missing' in runtime) throw new Error(runtime.missing);
  const second = spawn(runtime.binary, [`--user-data-dir=${desk.profile}/electron`, root, ...args], {
    stdio: 'ignore',
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      second.kill('SIGKILL');
      reject(new Error('the second start did not end'));
    }, 20_000);
    second.once('error', reject);
    second.once('exit', (code) => {
      clearTimeout(timer);
      resolve(code);
    });
  });
}
