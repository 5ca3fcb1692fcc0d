// Lays the policies over every session and every page, also those nobody meant to make.
import { app, type Session, type WebContents } from 'electron';
import type { PortSurface } from '#host/link.ts';
import { decideNavigation } from './navigation.ts';
import { ownPath } from './origin.ts';
import { decidePermission } from './permissions.ts';
import { decideWindowOpen } from './window-open.ts';

/** Which surface a page of ours is; null for any other web contents. */
export type SurfaceOf = (contents: WebContents | null) => PortSurface | null;

/** Before `ready`: what holds for the whole app. */
export function hardenApp(): void {
  app.enableSandbox();
  // Chromium's own errands (component updates, field trials, safe browsing lists) are not ours to run.
  for (const errand of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
  ])
    app.commandLine.appendSwitch(errand);
  app.on('web-contents-created', (_event, contents) => hardenPage(contents));
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, trust) => {
    event.preventDefault();
    trust(false);
  });
  app.on('select-client-certificate', (event) => event.preventDefault());
  app.on('login', (event) => event.preventDefault());
}

function hardenPage(contents: WebContents): void {
  contents.setWindowOpenHandler(({ url }) => decideWindowOpen(url));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-navigate', (event) => {
    if (!decideNavigation({ ...ask(event), kind: 'navigate' }).allow) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!decideNavigation({ ...ask(event), kind: 'navigate' }).allow) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!decideNavigation({ ...ask(event), kind: 'redirect' }).allow) event.preventDefault();
  });
}
const ask = (event: { url: string; frame: object | null; isMainFrame: boolean }) => ({
  url: event.url,
  frame: event.frame === null ? null : { isTop: event.isMainFrame },
});

/** For each session, ours and the default one that should never be used. */
export function hardenSession(session: Session, surfaceOf: SurfaceOf): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) =>
    answer(
      decidePermission({
        permission,
        surface: surfaceOf(contents),
        from: details.requestingUrl,
        isTop: details.isMainFrame,
        media: 'mediaTypes' in details ? (details.mediaTypes ?? []) : [],
      }),
    ),
  );
  session.setPermissionCheckHandler((contents, permission, origin, details) =>
    decidePermission({
      permission,
      surface: surfaceOf(contents),
      from: origin,
      isTop: details.isMainFrame,
      media: details.mediaType === undefined ? [] : [details.mediaType],
    }),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  // Pages have one origin and no network: whatever slips past the policy in the page ends here.
  session.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: ownPath(details.url) === null && !isInspector(details.url) }),
  );
}

/** The inspector's own pages exist only where `devTools` is on: never in a packaged app. */
const isInspector = (url: string): boolean => !app.isPackaged && url.startsWith('devtools://');
