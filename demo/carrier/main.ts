// The carrier as a process: told by one JSON line on stdin, it lives as long as that pipe.
import { createInterface } from 'node:readline';
import { findEngine, openSpeech } from './sound/speech.ts';
import { startCarrier, type Carrier } from './start.ts';

let carrier: Carrier | null = null;
const stop = async (): Promise<never> => {
  setTimeout(() => process.exit(0), 3_000).unref();
  await carrier?.close();
  process.exit(0);
};
const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

const lines = createInterface({ input: process.stdin });
lines.once('line', (line) => {
  void (async () => {
    try {
      const speech = openSpeech(findEngine(process.env['PATH']));
      carrier = await startCarrier(JSON.parse(line) as Parameters<typeof startCarrier>[0], speech);
      say(carrier.ready);
    } catch {
      // The line holds secrets: it is not repeated.
      say({
        ready: false,
        message: 'the carrier could not start: wrong configuration or a port that is taken',
      });
      process.exit(1);
    }
  })();
});
lines.once('close', () => void stop());
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
