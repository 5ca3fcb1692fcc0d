// An organisation with a provider, for tests: its policy is published, its people sign in at desks.
import { randomUUID } from 'node:crypto';
import type { JWTPayload } from 'jose';
import type { Pool } from 'pg';
import { publishPolicy, policySettings } from '../identity/policy.ts';
import { makeProviders } from '../identity/provider.ts';
import type { Parts } from '../parts.ts';
import type { Answer, TestDesk } from './desk.ts';
import { clientId, startTestProvider, type TestProvider } from './provider.ts';

/** One a role, and one more of those who check each other. */
export const staff = [
  ['ada', 'administrator'],
  ['amo', 'administrator'],
  ['aud', 'auditor'],
  ['nat', 'nurse'],
  ['sam', 'supervisor'],
  ['sol', 'supervisor'],
  ['tia', 'trainer'],
  ['gus', 'agent'],
] as const;

export interface House {
  provider: TestProvider;
  /** For the parts of a backend. */
  parts: Pick<Parts, 'provider'>;
  people: (pool: Pool, org?: string) => Promise<void>;
  policy: (
    parts: Pick<Parts, 'pool' | 'clock' | 'organisationKeys'>,
    change?: object,
    org?: string,
  ) => Promise<unknown>;
  /** Signs in, as a desk does: the answer of the backend, whatever it is. */
  signIn: (desk: TestDesk, sub: string, now: Date, how?: HowToSignIn) => Promise<Answer>;
  close: () => Promise<void>;
}
export interface HowToSignIn {
  for?: 'sit' | 'step-up';
  person?: string;
  claims?: JWTPayload;
  endOther?: boolean;
}

export async function startHouse(): Promise<House> {
  const provider = await startTestProvider();
  return {
    provider,
    parts: { provider: makeProviders(fetch, () => performance.now()) },
    async people(pool, org = 'org-one') {
      for (const [id, role] of staff)
        await pool.query(
          `insert into person (org_id, id, name, initials, role, synthetic) values ($1, $2, $2, 'XX', $3, true)
           on conflict do nothing`,
          [org, id, role],
        );
    },
    policy: (parts, change = {}, org = 'org-one') =>
      publishPolicy(
        parts,
        org,
        policySettings.parse({
          signIn: {
            issuer: provider.issuer,
            clientId,
            scopes: ['openid'],
            acrValues: [],
            mfa: { acr: ['phr'], amr: ['mfa'] },
          },
          leaseMinutes: 60,
          ...change,
        }),
      ),
    async signIn(desk, sub, now, how = {}) {
      const nonce = randomUUID();
      const idToken = await provider.token(sub, nonce, now, how.claims);
      return desk.ask('/v2/session', {
        for: how.for ?? 'sit',
        person: how.person ?? null,
        idToken,
        nonce,
        endOther: how.endOther ?? false,
      });
    },
    close: () => provider.close(),
  };
}

/** `error message` of a refusal, null for a success. */
export const told = (answer: Answer): string | null =>
  answer.status === 200 ? null : `${String(answer.json['error'])} ${String(answer.json['message'])}`;
