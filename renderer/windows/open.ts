// Opens, closes and brings forward the windows of this desk. In Electron the desk does it; in the preview only a page can.
import { say, sayFailure } from '../app/say.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { popupOf, type BesideSurface } from './popup.ts';

/** Electron's preload brings its own bridge; without one this page is a tab of the preview. */
const inPreview = (): boolean => window.careline === undefined;

const opened = new Map<BesideSurface, Window>();
const liveOne = (surface: BesideSurface): Window | null => {
  const known = opened.get(surface);
  return known === undefined || known.closed ? null : known;
};

/** Called straight from a press: a browser lets nothing else open a popup. */
function openPopup(surface: BesideSurface): boolean {
  const { url, name, features } = popupOf(surface, window.location.search, window.screen);
  const found = liveOne(surface) ?? window.open(url, name, features);
  if (found === null) return false;
  opened.set(surface, found);
  found.focus();
  return true;
}

/** The tab that opened this popup; a new one when it is gone. */
function showMainTab(): boolean {
  const opener = window.opener as Window | null;
  if (opener !== null && !opener.closed) {
    opener.focus();
    return true;
  }
  return window.open(`./${window.location.search}`) !== null;
}

/** A fact is half typed where the patient panel stands now. It stays on this page: a fact is never handed on. */
const halfTyped = (): boolean =>
  [...document.querySelectorAll<HTMLInputElement>('[data-patient-panel] input')].some(
    ({ value, type }) => type !== 'checkbox' && type !== 'radio' && value !== '',
  );

/** Opens the window or brings it to the front; says so when it can't. */
export async function openSurface(surface: 'main' | BesideSurface): Promise<void> {
  const typed = surface === 'panel' && halfTyped();
  if (inPreview()) {
    const done = surface === 'main' ? showMainTab() : openPopup(surface);
    if (!done) say(t('windows.blocked'));
    else if (typed) say(t('windows.detached.typed'));
    return;
  }
  const result = await careline.windows.open({ surface });
  if (!result.ok) sayFailure(result);
  else if (typed) say(t('windows.detached.typed'));
}

/** From the main page: ends the window beside it. */
export async function closeSurface(surface: BesideSurface): Promise<void> {
  if (inPreview()) {
    // After a reload the window is found again by its name.
    const { name } = popupOf(surface, window.location.search, window.screen);
    (liveOne(surface) ?? window.open('', name))?.close();
    opened.delete(surface);
    return;
  }
  const result = await careline.windows.close({ surface });
  if (!result.ok) sayFailure(result);
}

/** From within the window itself. */
export async function closeThis(surface: BesideSurface): Promise<void> {
  if (inPreview()) return window.close();
  await closeSurface(surface);
}
