// A page's question about a device, put to the app's handlers with Electron's details. The answer has real effect: the page's
// half calls Chromium only then, and Chromium's own setting for the origin is opened with it.
// Source: Electron docs, api/session: "If no handler is set, permission requests are approved".
import type {
  MediaAccessPermissionRequest,
  PermissionCheckHandlerHandlerDetails,
  PermissionRequest,
  Session as ElectronSession,
} from 'electron';
import type { Addresses } from './address.ts';
import type { Session } from './cdp.ts';
import type { WebContentsDouble } from './contents.ts';
import type { Frames } from './frames.ts';
import { askNavigation } from './requests.ts';
import { permissionPage, type PermissionAsking } from './permission-page.ts';

export type RequestHandler = Parameters<ElectronSession['setPermissionRequestHandler']>[0];
export type CheckHandler = Parameters<ElectronSession['setPermissionCheckHandler']>[0];
type RequestName = Parameters<NonNullable<RequestHandler>>[1];
type CheckName = Parameters<NonNullable<CheckHandler>>[1];

/** Chromium's names for what `Browser.setPermission` can set; the rest has only the page's half. */
const chromiumNames: Readonly<Record<string, string>> = {
  notifications: 'notifications',
  geolocation: 'geolocation',
  'clipboard-read': 'clipboard-read',
  'clipboard-sanitized-write': 'clipboard-write',
  'screen-wake-lock': 'screen-wake-lock',
  'idle-detection': 'idle-detection',
};
const binding = '__standinPermission';

/** Before the first document. Reaches frames in other processes as well. */
export async function guardPage(
  contents: WebContentsDouble,
  page: Session,
  frames: Frames,
  addresses: Addresses,
): Promise<void> {
  page.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name !== binding) return;
    const asking = read(payload);
    const frameId = frames.ofContext(executionContextId, page);
    if (asking === null || frameId === null) return;
    void decide(contents, asking, frameId, frames, addresses)
      .catch(() => false)
      .then((answer) =>
        page.send('Runtime.evaluate', {
          contextId: executionContextId,
          expression: `globalThis[${JSON.stringify(asking.reply)}]?.(${answer})`,
        }),
      )
      // The document went away while it was asked for.
      .catch(() => undefined);
  });
  await page.send('Runtime.addBinding', { name: binding });
  await page.send('Page.addScriptToEvaluateOnNewDocument', {
    source: permissionPage(binding),
    runImmediately: true,
  });
}

function read(payload: string): PermissionAsking | null {
  try {
    const { reply, ask, permission, media } = JSON.parse(payload) as PermissionAsking;
    const shaped =
      /^(_\d{1,10}){4}$/.test(reply) &&
      ['request', 'check', 'display', 'navigate'].includes(ask) &&
      typeof permission === 'string' &&
      Array.isArray(media);
    return shaped
      ? { reply, ask, permission, media: media.filter((kind) => kind === 'audio' || kind === 'video') }
      : null;
  } catch {
    return null;
  }
}

async function decide(
  contents: WebContentsDouble,
  asking: PermissionAsking,
  frameId: string,
  frames: Frames,
  addresses: Addresses,
): Promise<boolean> {
  const { session } = contents;
  const url = frames.url(frameId);
  const isMainFrame = contents._isMainFrame(frameId);
  const requestingUrl = addresses.toApp(url);
  const origin = `${originOf(requestingUrl)}/`;
  const { permission, media } = asking;
  if (asking.ask === 'navigate') return !askNavigation(contents, frameId, addresses.toApp(permission), false);
  let allowed: boolean;
  if (asking.ask === 'display') {
    // Docs: setDisplayMediaRequestHandler: without a stream the request is rejected. We have no stream to give.
    session._displayHandler?.(
      {
        frame: contents._frameOf(frameId),
        securityOrigin: origin,
        videoRequested: true,
        audioRequested: false,
        userGesture: true,
      },
      () => undefined,
    );
    return false;
  }
  if (asking.ask === 'check') {
    const handler = session._checkHandler;
    const look = (kind: 'audio' | 'video' | undefined): boolean => {
      const details: PermissionCheckHandlerHandlerDetails = {
        securityOrigin: origin,
        requestingUrl,
        isMainFrame,
        ...(!isMainFrame && { embeddingOrigin: `${originOf(contents.getURL())}/` }),
        ...(kind !== undefined && { mediaType: kind }),
      };
      return handler === null || handler(contents as never, permission as CheckName, origin, details);
    };
    allowed = media.length === 0 ? look(undefined) : media.every((kind) => look(kind));
  } else {
    const handler = session._requestHandler;
    const details: PermissionRequest | MediaAccessPermissionRequest = {
      requestingUrl,
      isMainFrame,
      ...(permission === 'media' && { mediaTypes: media, securityOrigin: origin }),
    };
    allowed =
      handler === null ||
      (await new Promise<boolean>((settle) =>
        handler(contents as never, permission as RequestName, (granted) => settle(granted), details),
      ));
  }
  const name = permission === 'media' ? mediaName(media) : chromiumNames[permission];
  // Chromium's setting is the origin's: a refused page must not end the live track of another one, so it only ever opens.
  if (name !== undefined && allowed) await session._grant(name, originOf(url));
  return allowed;
}
const mediaName = (media: readonly string[]): string | undefined =>
  media.length === 1 ? (media[0] === 'audio' ? 'microphone' : 'camera') : undefined;
/** `app://desk/x` has no origin in the URL standard; Electron's scheme has. */
const originOf = (url: string): string => /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)/i.exec(url)?.[1] ?? 'null';
