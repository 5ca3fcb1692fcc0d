// Lays the policies over every session and every page, also those nobody meant to make.
import { app, type Session, type WebContents } from 'electron';
import { gatewayOrigins, isGateway } from '#host/gateway.ts';
import type { PhoneConfig } from '#host/launch.ts';
import type { PortSurface, ShellRefusal } from '#host/link.ts';
import { decideNavigation } from './navigation.ts';
import { ownPath } from './origin.ts';
import { decidePermission } from './permissions.ts';
import { decideWindowOpen } from './window-open.ts';

/** Which surface a page of ours is; null for any other web contents. */
export type SurfaceOf = (contents: WebContents | null) => PortSurface | null;

/** What was stopped, and on which page; the page is unknown where none is. */
export type Stopped = (what: ShellRefusal, contents: WebContents | null) => void;

/** Before `ready`: what holds for the whole app. */
export function hardenApp(stopped: Stopped, surfaceOf: SurfaceOf): void {
  app.enableSandbox();
  // Chromium's own errands (component updates, field trials, safe browsing lists) are not ours to run.
  for (const errand of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
  ])
    app.commandLine.appendSwitch(errand);
  app.on('web-contents-created', (_event, contents) => hardenPage(contents, stopped, surfaceOf));
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, trust) => {
    event.preventDefault();
    trust(false);
  });
  app.on('select-client-certificate', (event) => event.preventDefault());
  app.on('login', (event) => event.preventDefault());
}

function hardenPage(contents: WebContents, stopped: Stopped, surfaceOf: SurfaceOf): void {
  // No policy of a page covers peer connections: by UDP a page could tell anybody anything. The rest goes by the proxy
  // below. The phone's window alone is opened again, by `openPeers`.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.setWindowOpenHandler(({ url }) => {
    stopped('window-open', contents);
    return decideWindowOpen(url);
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    stopped('window-open', contents);
  });
  const stop = (event: { preventDefault(): void }): void => {
    event.preventDefault();
    stopped('navigation', contents);
  };
  // For the top frame both are asked, and what one of them prevents the other doesn't hear of: told once either way.
  const asked = (event: Parameters<typeof ask>[0] & { preventDefault(): void }): void => {
    // The phone's page goes nowhere by itself, not even to itself: unloading it would hang up (facts of the SDK).
    const stays = surfaceOf(contents) === 'phone';
    if (stays || !decideNavigation({ ...ask(event), kind: 'navigate' }).allow) stop(event);
  };
  contents.on('will-frame-navigate', asked);
  contents.on('will-navigate', asked);
  contents.on('will-redirect', (event) => {
    if (!decideNavigation({ ...ask(event), kind: 'redirect' }).allow) stop(event);
  });
}
const ask = (event: { url: string; frame: object | null; isMainFrame: boolean }) => ({
  url: event.url,
  frame: event.frame === null ? null : { isTop: event.isMainFrame },
});

/** The phone's window, where there is telephony: the sound of a call is a peer connection by UDP. */
export const openPeers = (contents: WebContents): void => contents.setWebRTCIPHandlingPolicy('default');

/** For each session, ours and the default one that should never be used. `phone`: the one of the phone's page. */
export function hardenSession(
  session: Session,
  surfaceOf: SurfaceOf,
  stopped: Stopped,
  phone: PhoneConfig | null = null,
): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const granted = decidePermission({
      permission,
      surface: surfaceOf(contents),
      from: details.requestingUrl,
      isTop: details.isMainFrame,
      media: 'mediaTypes' in details ? (details.mediaTypes ?? []) : [],
    });
    if (!granted) stopped('permission', contents);
    answer(granted);
  });
  // Chromium looks silently and often; only a page that asks has done something worth an audit row.
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
  session.setDisplayMediaRequestHandler((_request, answer) => {
    stopped('permission', null);
    answer(null);
  });
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event, _item, contents) => {
    event.preventDefault();
    stopped('download', contents);
  });
  // What no request handler sees (a hint to connect early, a peer connection by TCP) ends at a proxy that isn't there.
  void session.setProxy(noProxyBut(phone));
  // Pages have one origin and no network: whatever slips past the policy in the page ends here.
  session.webRequest.onBeforeRequest((details, answer) => {
    const carrier = phone !== null && surfaceOf(details.webContents ?? null) === 'phone';
    const gateway = carrier && isGateway(details.url, phone);
    const cancel = ownPath(details.url) === null && !gateway && !isInspector(details.url);
    if (cancel) stopped('request', details.webContents ?? null);
    answer({ cancel });
  });
}

/** Loopback goes there too: what listens on this computer is not ours to be told either. Our own scheme needs no proxy. */
const noProxyBut = (phone: PhoneConfig | null) =>
  ({
    mode: 'fixed_servers',
    proxyRules: '127.0.0.1:1',
    // The last rule that fits counts, so the carrier's own addresses come after what closes loopback.
    proxyBypassRules: ['<-loopback>', ...gatewayOrigins(phone).map((origin) => new URL(origin).host)].join(
      ';',
    ),
  }) as const;

/** The inspector's own pages exist only where `devTools` is on: never in a packaged app. */
const isInspector = (url: string): boolean => !app.isPackaged && url.startsWith('devtools://');
