// What Chromium tells of a page, as events of `webContents`.
// Source: Electron docs, api/web-contents, events; DevTools protocol, domains Page and Network.
import { createEvent } from '../double/event.ts';
import type { Session } from './cdp.ts';
import type { WebContentsDouble } from './contents.ts';

export function listen(
  contents: WebContentsDouble,
  page: Session,
  mainId: string,
  toApp: (url: string) => string,
): void {
  /** The empty document that a page begins with is told to nobody. */
  let begun = false;
  const empty = (): boolean => !begun;
  page.on('Page.frameNavigated', ({ frame }) => {
    if (frame.id !== mainId) return;
    const url = toApp(frame.unreachableUrl ?? frame.url) + (frame.urlFragment ?? '');
    begun ||= url !== 'about:blank';
    contents._arrived(url, frame.loaderId);
    if (!empty()) contents.emit('did-navigate', createEvent(), url, 200, 'OK');
  });
  page.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
    if (frameId === mainId) contents._moved(toApp(url));
    contents.emit('did-navigate-in-page', createEvent(), toApp(url), frameId === mainId);
  });
  page.on('Page.domContentEventFired', () => {
    if (!empty()) contents.emit('dom-ready', createEvent());
  });
  page.on('Page.loadEventFired', () => {
    if (!empty()) contents._loaded();
  });
  page.on('Page.lifecycleEvent', ({ frameId, name }) => {
    if (frameId === mainId && name === 'firstPaint' && !empty()) contents.emit('-first-paint');
  });
  // Requests of a renderer are numbered with its process in front; the browser's own are not.
  page.on('Network.requestWillBeSent', ({ requestId, frameId }) => {
    const pid = Number(/^(\d+)\.\d+$/.exec(requestId)?.[1] ?? 0);
    if (frameId === mainId && pid > 0) contents._sawProcess(pid);
  });
  page.on('Page.windowOpen', ({ url, windowName, windowFeatures }) => {
    contents._openings.push({
      url: toApp(url),
      frameName: windowName,
      features: windowFeatures.join(','),
      disposition: 'foreground-tab',
      referrer: { url: '', policy: 'default' },
    });
  });
}
