// Which addresses the phone's page may reach: the carrier's signalling, and nothing else. Sound goes by UDP to where the
// carrier's answer says, which no policy of a page covers (electron/shell/harden.ts has that).
import type { PhoneConfig } from './launch.ts';

/** Where the carrier can be reached: the page starts with `roaming` and comes back to the edge that answered. */
const edges = [
  'roaming',
  'ashburn',
  'umatilla',
  'dublin',
  'frankfurt',
  'sao-paulo',
  'singapore',
  'sydney',
  'tokyo',
] as const;

/** Origins of WebSockets, exact; empty without telephony. */
export const gatewayOrigins = (phone: PhoneConfig | null): readonly string[] =>
  phone === null
    ? []
    : phone === 'twilio'
      ? edges.map((edge) => `wss://voice-js.${edge}.twilio.com`)
      : [phone.carrier];

/** Whether this is the socket of the carrier's signalling; anything unreadable is not. */
export function isGateway(url: string, phone: PhoneConfig | null): boolean {
  if (url.length > 2000 || !URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  return username === '' && password === '' && gatewayOrigins(phone).includes(`${protocol}//${host}`);
}
