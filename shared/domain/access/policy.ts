// What an organisation decided about sign-in, lock, lease and keys (product.md C3, C8, C10, C17). The backend keeps its versions
// as texts signed by the organisation's Ed25519 key; a desk believes the highest one that it has seen, and none without a
// signature of the key that it pinned at enrolment.
import { z } from 'zod';

const minutes = (least: number, most: number) => z.number().min(least).max(most);
const word = z.string().min(1).max(200);

/** Where people sign in (OpenID Connect). `clientId` is a public client: PKCE, loopback redirect, no secret. */
export const signInPolicy = z.strictObject({
  issuer: z.url().max(400),
  clientId: word,
  scopes: z.array(z.string().regex(/^[\x21-\x7e]{1,60}$/)).max(20),
  /** Asked of the provider as `acr_values`; empty = none. */
  acrValues: z.array(word).max(10),
  /** A sign-in counts as one with a second factor when its `acr` is one of these, or its `amr` has one of those. */
  mfa: z.strictObject({ acr: z.array(word).max(20), amr: z.array(word).max(20) }),
});
export type SignInPolicy = z.infer<typeof signInPolicy>;

export const policy = z.strictObject({
  version: z.int().min(1).max(1_000_000_000),
  /** Null = nobody's name is proved (mode `names`). */
  signIn: signInPolicy.nullable(),
  /** A device that was away for longer reads nothing any more; 480 at most. Null = no lease. */
  leaseMinutes: minutes(1, 480).nullable(),
  lockMinutes: z
    .strictObject({ least: minutes(1, 15), most: minutes(1, 15), default: minutes(1, 15) })
    .refine((lock) => lock.least <= lock.default && lock.default <= lock.most, 'least <= default <= most'),
  blurMinutes: minutes(0.5, 15),
  signOutMinutes: minutes(1, 720),
  /** No vault without the system's key store. */
  keystoreRequired: z.boolean(),
  pinAllowed: z.boolean(),
  /** The set-up passphrase stays when a person has a slot of their own. */
  keepSetupSlot: z.boolean(),
  auditKeepDays: z.int().min(1).max(2190),
  breakGlassMinutes: minutes(1, 30),
  /** X25519, raw 32 bytes, base64: what vaults are sealed to for a forgotten secret (shared/protocol/keys.ts). */
  recoveryKey: z
    .strictObject({
      id: z.string().regex(/^[0-9a-f]{16}$/),
      publicKey: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
    })
    .nullable(),
});
export type Policy = z.infer<typeof policy>;

/** What holds where no policy came: an organisation without a provider, or a backend from before there were policies. */
export const defaultPolicy: Omit<Policy, 'version'> = {
  signIn: null,
  leaseMinutes: null,
  lockMinutes: { least: 1, most: 15, default: 10 },
  blurMinutes: 3,
  signOutMinutes: 60,
  keystoreRequired: false,
  pinAllowed: true,
  keepSetupSlot: false,
  auditKeepDays: 30,
  breakGlassMinutes: 30,
  recoveryKey: null,
};

/** The exact text (UTF-8) that the organisation's key signs. `text`: the policy as JSON, byte for byte as it is delivered. */
export const policyText = (organisation: string, text: string): string =>
  JSON.stringify(['careline-policy-1', organisation, text]);

/** Null: no JSON of this shape. */
export function readPolicy(text: string): Policy | null {
  try {
    return policy.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
