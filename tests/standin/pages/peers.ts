// A page whose peer connections may not go out by UDP (docs: contents.setWebRTCIPHandlingPolicy). DevTools has no word for
// it and Chromium's own switch would hold for every page, so a script in each document makes peers that gather nothing.

export type PeerPolicy =
  | 'default'
  | 'default_public_interface_only'
  | 'default_public_and_private_interfaces'
  | 'disable_non_proxied_udp';

/** What Chromium leaves of a peer under `disable_non_proxied_udp` behind a proxy that isn't there: nothing. */
export const closedPeers = `(${inPage.toString()})()`;

/** Self-contained: it is sent as text. */
function inPage(): void {
  const Native = Reflect.get(globalThis, 'RTCPeerConnection') as typeof RTCPeerConnection | undefined;
  if (Native === undefined) return;
  const { apply, construct, defineProperty } = Reflect;
  const closed = (given: unknown): object => ({
    ...(given as object | undefined),
    iceServers: [],
    iceTransportPolicy: 'relay',
  });
  const shut = new Proxy(Native, {
    construct: (target, [given], made) => construct(target, [closed(given)], made) as object,
  });
  const set = Native.prototype.setConfiguration;
  const value = function setConfiguration(this: RTCPeerConnection, given: unknown): unknown {
    return apply(set, this, [closed(given)]);
  };
  defineProperty(Native.prototype, 'setConfiguration', { configurable: true, writable: true, value });
  defineProperty(Native.prototype, 'constructor', { configurable: true, writable: true, value: shut });
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection'])
    defineProperty(globalThis, name, { configurable: true, writable: true, value: shut });
}
