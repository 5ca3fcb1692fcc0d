// The driver on the preview: the desk's built program behind the real web server, a real Chromium in front of it.
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { root } from '#tests/support/app.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { startRig, type Rig } from '#tests/support/rig.ts';
import { until } from '#tests/support/until.ts';
import { dressPage, patient, usualSize } from './dress.ts';
import type { Driver } from './driver.ts';
import { foldersOf } from './hosts.ts';
import type { Prepared } from './launch.ts';
import { watchProblems } from './problems.ts';

export async function launchPreview({ options, profile, services, forget }: Prepared): Promise<Driver> {
  const { ehr } = options;
  const [rig, browser] = await both(
    startRig({
      profile,
      entry: join(options.root ?? root, 'dist', 'desk', 'desk.mjs'),
      ...(services === null ? {} : { demo: services }),
      ...(typeof ehr === 'object' ? { init: { fhir: ehr } } : {}),
    }),
    launchBrowser(),
  );
  const close = async (): Promise<void> => {
    await browser.close();
    await rig.stop();
    await forget();
  };
  const context = await browser.newContext({ viewport: options.size ?? usualSize, locale: 'en-US' });
  patient(context);
  const problems = await watchProblems(context);
  const page = await context.newPage();
  await dressPage(page, options);
  context.on('page', (opened) => void dressPage(opened, options).catch(() => undefined));
  await page.goto(rig.url);
  return {
    host: 'preview',
    page,
    context,
    problems,
    profile,
    folders: foldersOf('preview', profile),
    get demo() {
      if (services === null) throw new Error('launched without services');
      return services;
    },
    async window(surface) {
      const named = (url: string): boolean =>
        new URL(url).pathname.replace(/^\/(index\.html)?$/, '/main.html') === `/${surface}.html`;
      // A tab may be blank at first: its address comes a moment later.
      let found: Page | undefined;
      await until(`window ${surface}`, 10_000, () => {
        found = context.pages().find((open) => named(open.url()));
        return found !== undefined;
      });
      if (found === undefined) throw new Error(`no window ${surface}`);
      return found;
    },
    async renewed(act) {
      const loaded = page.waitForEvent('load');
      await Promise.all([loaded, act()]);
      return page;
    },
    async onPage(dress) {
      context.on('page', (opened) => void dress(opened));
      await dress(page);
    },
    async go(search) {
      const loaded = page.waitForEvent('load');
      await page.evaluate((to) => location.assign(to), search);
      await loaded;
    },
    main: () => Promise.reject(new Error('the preview has no main process')),
    output: () => rig.log(),
    deskPids: async () => rig.pids(),
    killDesk: () => rig.killDesk(),
    quit: () => Promise.reject(new Error('the preview has nothing that quits')),
    ended: new Promise<never>(() => undefined),
    close,
  };
}

/** Both, or neither: what did start is ended when the other did not. */
async function both(rig: Promise<Rig>, browser: Promise<Browser>): Promise<[Rig, Browser]> {
  const [first, second] = await Promise.allSettled([rig, browser]);
  if (first.status === 'fulfilled' && second.status === 'fulfilled') return [first.value, second.value];
  if (first.status === 'fulfilled') await first.value.stop();
  if (second.status === 'fulfilled') await second.value.close();
  throw first.status === 'rejected' ? first.reason : (second as PromiseRejectedResult).reason;
}
