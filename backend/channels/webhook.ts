// A clinician's app or paging service, told by a signed POST: reference and link, nothing of a patient. The receiver
// checks `careline-signature: t=<seconds>,v1=<HMAC-SHA256 of "<t>.<body>" in hex>` and refuses old ones.
import { createHmac } from 'node:crypto';
import { failed, type Channel } from './channel.ts';

export interface WebhookConfig {
  url: string;
  secret: string;
}

export const webhookSignature = (secret: string, seconds: number, body: string): string =>
  `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;

export function webhookChannel(config: WebhookConfig, clock: () => Date): Channel {
  return {
    send: async (notice) => {
      const body = JSON.stringify({ v: 1, event: 'message-waiting', ...notice });
      const seconds = Math.floor(clock().getTime() / 1000);
      try {
        const answer = await fetch(config.url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'careline-signature': webhookSignature(config.secret, seconds, body),
          },
          body,
          redirect: 'error',
          signal: AbortSignal.timeout(10_000),
        });
        await answer.body?.cancel();
        return answer.ok
          ? { result: 'sent', note: `webhook: ${answer.status}` }
          : failed(`webhook: ${answer.status}`);
      } catch {
        return failed('webhook: not reached');
      }
    },
  };
}
