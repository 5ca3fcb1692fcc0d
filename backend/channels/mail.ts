// E-mail by SMTP: a link and a reference, never what a message says (row 89).
import { failed, type Channel } from './channel.ts';
import { mailSubject, mailText } from './words.ts';

export interface MailConfig {
  host: string;
  port: number;
  /** TLS from the first byte; otherwise STARTTLS when the server offers it. */
  secure: boolean;
  user: string | null;
  password: string | null;
  from: string;
}

/** Loads the mail library when there is mail to send. */
export async function mailChannel(config: MailConfig): Promise<Channel> {
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    host: config.host,
    port: config.port,
    secure: config.secure,
    ...(config.user === null ? {} : { auth: { user: config.user, pass: config.password ?? '' } }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
  });
  return {
    send: async (notice) => {
      try {
        await transport.sendMail({
          from: config.from,
          to: notice.to,
          subject: mailSubject(notice),
          text: mailText(notice),
        });
        return { result: 'sent', note: 'mail' };
      } catch (error) {
        const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
        return failed(`mail: ${code || 'failed'}`);
      }
    },
  };
}
