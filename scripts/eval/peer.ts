// Starts the strict peer beside the measurement and waits until it has read the data.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { PeerAsked, PeerReady } from '#tests/fhir-strict/main.ts';

const main = new URL('../../tests/fhir-strict/main.ts', import.meta.url).pathname;

/** Rejects with one sentence when the data can't be read. */
export async function startPeer(asked: PeerAsked): Promise<PeerReady & { close(): void }> {
  const child = spawn(process.execPath, [main], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.write(`${JSON.stringify(asked)}\n`);
  const answer = await new Promise<PeerReady | { ready: false; message: string }>((done, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => {
      done(JSON.parse(line) as PeerReady | { ready: false; message: string });
    });
    child.once('exit', (code) => reject(new Error(`The peer ended early (${String(code)}).`)));
  });
  if (!answer.ready) throw new Error(answer.message);
  return { ...answer, close: () => void child.stdin.end() };
}
