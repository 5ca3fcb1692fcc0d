// The SDK always dials `wss:`; a carrier on this computer has no certificate. So, and only for exactly that address, a
// socket to `wss://127.0.0.1:PORT/` is opened as `ws:`. Put in place before the SDK's code loads, which keeps the
// constructor it found; never with the real carrier.

const local = /^127\.0\.0\.1:([1-9]\d{0,4})$/;

/** True for the address of a carrier on this computer, as `127.0.0.1:PORT`. */
export const isLocalGateway = (gateway: string): boolean => {
  const port = Number(local.exec(gateway)?.[1] ?? 0);
  return port > 0 && port < 65_536;
};

/** The address to open instead, or the one given when it is not the local carrier's. */
export function throughShim(address: string, gateway: string): string {
  const secure = `wss://${gateway}/`;
  return isLocalGateway(gateway) && address.startsWith(secure)
    ? `ws://${gateway}/${address.slice(secure.length)}`
    : address;
}

/** A `WebSocket` that knows the one local gateway. */
export function shimmedSocket(Plain: typeof WebSocket, gateway: string): typeof WebSocket {
  return class extends Plain {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(throughShim(String(address), gateway), protocols);
    }
  };
}
