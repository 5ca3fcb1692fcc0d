// What happens to a request before anything of it leaves: navigation events, then webRequest, then the app's own scheme, then
// the network. Chromium waits; what is refused reaches no server.
// Source: Electron docs, api/web-contents ('will-navigate', 'will-frame-navigate', 'will-redirect'), api/web-request
// (onBeforeRequest), api/protocol (handle). Order: api/web-contents, "Document Navigations": will-frame-navigate, then (of
// the main frame) will-navigate, and "Subsequent events will not fire if event.preventDefault() is called"; the same in
// ElectronNavigationThrottle::WillStartRequest.
import type { OnBeforeRequestListenerDetails, WebContents, WebFrameMain } from 'electron';
import { createEvent } from '../double/event.ts';
import type { WebContentsDouble } from './contents.ts';
import type { Engine } from './engine.ts';
import type { Paused } from './hub.ts';
import type { SchemeHandler, SessionDouble } from './session.ts';

export interface RequestsDeps {
  engine(): Engine;
  /** For a request of no page of ours (a worker shared by pages): the session that serves pages. */
  someSession(): SessionDouble;
}

export async function answerRequest(paused: Paused, deps: RequestsDeps): Promise<void> {
  const engine = deps.engine();
  const { browser } = await engine.hub();
  const fail = (
    errorReason: 'Aborted' | 'BlockedByClient' | 'Failed' | 'AddressUnreachable',
  ): Promise<unknown> => browser.send('Fetch.failRequest', { requestId: paused.requestId, errorReason });
  const { frameId } = paused;
  const contents = frameId === '' ? null : await engine.ofFrame(frameId);
  // Of no page of ours: of a window that was refused, and is on its way out.
  if (contents === null && frameId !== '') return void (await fail('Aborted'));
  const session = contents?.session ?? deps.someSession();
  const url = engine.addresses.toApp(paused.request.url);

  if (paused.resourceType === 'Document' && contents !== null && isRefused(paused, url, contents))
    return void (await fail('Aborted'));

  const decision = await askWebRequest(paused, url, contents, session);
  if (decision.cancel === true) return void (await fail('BlockedByClient'));
  if (decision.redirectURL !== undefined)
    return void (await browser.send('Fetch.fulfillRequest', {
      requestId: paused.requestId,
      responseCode: 307,
      responseHeaders: [{ name: 'Location', value: engine.addresses.toChromium(decision.redirectURL) }],
    }));

  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase() ?? '';
  const handler = session._schemes.get(scheme);
  if (handler) {
    const response = await callHandler(handler, paused, url).catch((error: Error) => {
      engine.deps.problem(`protocol.handle ${url}: ${error.message}`);
      return null;
    });
    if (response === null || response.type === 'error') return void (await fail('Failed'));
    return void (await browser.send('Fetch.fulfillRequest', {
      requestId: paused.requestId,
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({
        name,
        value: engine.addresses.textToChromium(value),
      })),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    }));
  }
  // A scheme of ours that this session doesn't serve: net::ERR_UNKNOWN_URL_SCHEME in Electron.
  if (engine.addresses.has(scheme)) return void (await fail('AddressUnreachable'));
  await browser.send('Fetch.continueRequest', { requestId: paused.requestId });
}

/** What Electron asks before a document's request; true when somebody prevented it. */
function isRefused(paused: Paused, url: string, contents: WebContentsDouble): boolean {
  const redirect = paused.redirectedRequestId !== undefined;
  // Docs, will-navigate: "not emitted when the navigation is started programmatically with APIs like contents.loadURL".
  if (!redirect && contents._isMainFrame(paused.frameId) && contents._takeExpected(paused.request.url))
    return false;
  return askNavigation(contents, paused.frameId, url, redirect);
}

/** Emits what Electron emits before a frame goes elsewhere; true when somebody prevented it. */
export function askNavigation(
  contents: WebContentsDouble,
  frameId: string,
  url: string,
  redirect: boolean,
): boolean {
  const isMainFrame = contents._isMainFrame(frameId);
  const ask = (name: string): boolean => {
    const frame = contents._frameOf(frameId);
    const event = Object.defineProperties(createEvent(), {
      url: { value: url },
      isMainFrame: { value: isMainFrame },
      isSameDocument: { value: false },
      frame: { value: frame },
      initiator: { value: frame },
    });
    contents.emit(name, event, url, false, isMainFrame, 0, 0);
    return event.defaultPrevented;
  };
  if (redirect) return ask('will-redirect');
  return ask('will-frame-navigate') || (isMainFrame && ask('will-navigate'));
}

const resourceTypes: Readonly<Record<string, OnBeforeRequestListenerDetails['resourceType']>> = {
  Stylesheet: 'stylesheet',
  Image: 'image',
  Media: 'media',
  Font: 'font',
  Script: 'script',
  XHR: 'xhr',
  Fetch: 'xhr',
  Ping: 'ping',
  CSPViolationReport: 'cspReport',
  WebSocket: 'webSocket',
};

function askWebRequest(
  paused: Paused,
  url: string,
  contents: WebContentsDouble | null,
  session: SessionDouble,
): Promise<{ cancel?: boolean; redirectURL?: string }> {
  const listener = session._beforeRequest;
  if (listener === null) return Promise.resolve({});
  const main = contents?._isMainFrame(paused.frameId) === true;
  const details = {
    id: Number(/\d+/.exec(paused.requestId)?.[0] ?? 0),
    url,
    method: paused.request.method,
    resourceType:
      paused.resourceType === 'Document'
        ? main
          ? ('mainFrame' as const)
          : ('subFrame' as const)
        : (resourceTypes[paused.resourceType] ?? ('other' as const)),
    referrer: '',
    timestamp: Date.now(),
    uploadData: [],
    ...(contents !== null && {
      webContentsId: contents.id,
      webContents: contents as unknown as WebContents,
      frame: contents._frameOf(paused.frameId) as unknown as WebFrameMain,
    }),
  };
  return new Promise((settle) => listener(details, settle));
}

async function callHandler(handler: SchemeHandler, paused: Paused, url: string): Promise<Response> {
  const { method, headers, postDataEntries } = paused.request;
  const body = Buffer.concat((postDataEntries ?? []).map(({ bytes }) => Buffer.from(bytes ?? '', 'base64')));
  return handler(
    new Request(url, {
      method,
      headers,
      ...(method !== 'GET' && method !== 'HEAD' && body.length > 0 && { body }),
    }),
  );
}
