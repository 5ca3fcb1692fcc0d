// The signalling gateway: what a Device speaks to instead of Twilio's edge.
import type { Gateway, GatewayOptions } from './types.ts';

export type * from './types.ts';

export function openGateway(_options: GatewayOptions): Gateway {
  throw new Error('being built');
}
