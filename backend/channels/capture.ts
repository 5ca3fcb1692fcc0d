// Stands in for every channel in the demo and in tests: what would have been sent is kept in a table and shown there.
import type { Pool } from 'pg';
import type { Channel, ChannelName } from './channel.ts';
import { mailText, smsText, voiceText } from './words.ts';

export function captureChannel(pool: Pool, name: ChannelName, clock: () => Date): Channel {
  const words = name === 'voice' ? voiceText : name === 'mail' ? mailText : smsText;
  return {
    send: async (notice) => {
      await pool.query(
        'insert into captured (at, channel, sent_to, text, link) values ($1, $2, $3, $4, $5)',
        [clock(), name, notice.to, words(notice), notice.link],
      );
      return { result: 'sent', note: 'capture channel' };
    },
  };
}
