// The channels that a configuration gives. What has no credentials is not there, and the ladder says so in its attempt.
import type { Pool } from 'pg';
import { z } from 'zod';
import { captureChannel } from './capture.ts';
import type { Channel, ChannelName, Channels } from './channel.ts';
import { mailChannel } from './mail.ts';
import { twilioChannels } from './twilio.ts';
import { webhookChannel } from './webhook.ts';

export const channelsConfig = z.strictObject({
  /** Where clinicians reach this backend, `https://…` without a path. Null = the address it listens on (only with `capture`). */
  publicUrl: z.url().nullable().default(null),
  /** Demo and tests: nothing is sent, everything is kept (`capture.ts`). */
  capture: z.boolean().default(false),
  twilio: z
    .strictObject({
      accountSid: z.string().min(1),
      authToken: z.string().min(1),
      from: z.string().regex(/^\+[1-9]\d{6,14}$/),
      apiUrl: z.url().nullable().default(null),
    })
    .nullable()
    .default(null),
  mail: z
    .strictObject({
      host: z.string().min(1),
      port: z.int().min(1).max(65535).default(587),
      secure: z.boolean().default(false),
      user: z.string().nullable().default(null),
      password: z.string().nullable().default(null),
      from: z.string().min(3),
    })
    .nullable()
    .default(null),
  webhook: z
    .strictObject({ url: z.url(), secret: z.string().min(16) })
    .nullable()
    .default(null),
});
export type ChannelsConfig = z.infer<typeof channelsConfig>;

/** A link that opens nowhere would count as sent, and one without TLS would show the message on its way. */
function checkPublicUrl({ publicUrl, capture, twilio, mail, webhook }: ChannelsConfig): void {
  if (capture || (twilio === null && mail === null && webhook === null)) return;
  if (publicUrl === null) throw new Error('channels need publicUrl (CARELINE_PUBLIC_URL): links lead there');
  if (!publicUrl.startsWith('https://')) throw new Error('publicUrl (CARELINE_PUBLIC_URL) must be https://');
}

/** @throws when clinicians could not open what these channels send. */
export async function makeChannels(
  config: ChannelsConfig,
  parts: { pool: Pool; clock: () => Date },
): Promise<Channels> {
  checkPublicUrl(config);
  const made = new Map<ChannelName, Channel>();
  let signedByCarrier: Channels['signedByCarrier'] = () => false;
  const publicUrl = config.publicUrl?.replace(/\/+$/, '') ?? null;
  if (config.capture) {
    for (const name of ['sms', 'voice', 'mail', 'webhook'] as const)
      made.set(name, captureChannel(parts.pool, name, parts.clock));
  } else {
    if (config.twilio) {
      const keyUrl = publicUrl === null ? null : (link: string): string => `${link}/keys`;
      const { sms, voice, signed } = await twilioChannels(config.twilio, keyUrl);
      made.set('sms', sms);
      made.set('voice', voice);
      if (publicUrl !== null)
        signedByCarrier = (path, signature, fields) => signed(publicUrl + path, signature, fields);
    }
    if (config.mail) made.set('mail', await mailChannel(config.mail));
    if (config.webhook) made.set('webhook', webhookChannel(config.webhook, parts.clock));
  }
  return { get: (name) => made.get(name) ?? null, publicUrl, signedByCarrier };
}

/** From `CARELINE_…` of the environment: each channel only when all that it needs is there. */
export function channelsFromEnv(env: Record<string, string | undefined>): ChannelsConfig {
  const of = (name: string): string | null => env[name] || null;
  const sid = of('CARELINE_TWILIO_ACCOUNT_SID');
  const token = of('CARELINE_TWILIO_AUTH_TOKEN');
  const from = of('CARELINE_TWILIO_FROM');
  const host = of('CARELINE_MAIL_HOST');
  const mailFrom = of('CARELINE_MAIL_FROM');
  const url = of('CARELINE_WEBHOOK_URL');
  const secret = of('CARELINE_WEBHOOK_SECRET');
  return channelsConfig.parse({
    publicUrl: of('CARELINE_PUBLIC_URL'),
    twilio: sid && token && from ? { accountSid: sid, authToken: token, from } : null,
    mail:
      host && mailFrom
        ? {
            host,
            from: mailFrom,
            port: Number(of('CARELINE_MAIL_PORT') ?? '587'),
            secure: of('CARELINE_MAIL_SECURE') === 'yes',
            user: of('CARELINE_MAIL_USER'),
            password: of('CARELINE_MAIL_PASSWORD'),
          }
        : null,
    webhook: url && secret ? { url, secret } : null,
  });
}
