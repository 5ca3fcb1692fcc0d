// What holds for every page of every host: how long a state may take, no movement, colours, size.
import type { BrowserContext, Page } from 'playwright-core';
import type { LaunchOptions } from './driver.ts';

/** Longest wait for any state of the page, ms: many times what the desk needs, so that only a stuck desk fails. */
export const patience = 15_000;
export const usualSize = { width: 1280, height: 720 };

export const patient = (context: BrowserContext): void => context.setDefaultTimeout(patience);

/** Movement is looked at by eye; here it would only blur what axe and the pictures see. */
export const dressPage = (page: Page, { scheme = 'light' }: LaunchOptions): Promise<void> =>
  page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
