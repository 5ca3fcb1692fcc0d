// The demo's provider on a port of this computer. It listens at once; what it is made of is loaded when somebody asks.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SignInPolicy } from '#shared/domain/access/policy.ts';
import { acrTwo } from './accounts.ts';
import { clientId, makeProvider } from './provider.ts';
import { walk } from './walk.ts';

export interface Identity {
  issuer: string;
  /** What the organisation's policy says of it. */
  signIn: SignInPolicy;
  /** That person's browser. */
  walk(address: string, personId: string): Promise<{ status: number }>;
  close(): Promise<void>;
}

export async function startIdentity(): Promise<Identity> {
  let made: ReturnType<typeof makeProvider> | null = null;
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    made ??= makeProvider(issuer);
    made.then(
      (answer) => answer(request, response),
      () => {
        made = null;
        response.writeHead(500, { 'content-type': 'text/plain' }).end('the sign-in did not start\n');
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    signIn: {
      issuer,
      clientId,
      scopes: [],
      acrValues: [acrTwo],
      mfa: { acr: [acrTwo], amr: ['otp', 'hwk'] },
    },
    walk: async (address, personId) => ({ status: (await walk(issuer, address, personId)).status }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
