// Entry of a utility process: gives it `process.parentPort`, takes away what Electron's utility process doesn't have, then
// loads its module. Source: Electron docs, api/parent-port and api/utility-process.
import { EventEmitter } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { wrapEnd, clone, type PortEnd } from '../ports.ts';
import { createRelay, type Envelope } from './relay.ts';
import { electronVersion } from './versions.ts';

const send = process.send?.bind(process);
if (send === undefined) throw new Error('utility-entry: not started by the stand-in');

const parentPort = new EventEmitter();
// Docs: api/parent-port, 'message': "Messages received on this port will be queued up until a handler is registered".
const early: { data: unknown; ends: PortEnd[] }[] = [];
const deliver = (data: unknown, ends: PortEnd[]): void =>
  void parentPort.emit('message', { data, ports: ends.map(wrapEnd) });

const relay = createRelay({
  side: 'child',
  send: (envelope) => void send(envelope, undefined, undefined, () => undefined),
  onMessage(data, ends) {
    if (parentPort.listenerCount('message') > 0) deliver(data, ends);
    else early.push({ data, ends });
  },
});
parentPort.on('newListener', (name) => {
  if (name === 'message' && early.length > 0)
    setImmediate(() => {
      for (const { data, ends } of early.splice(0)) deliver(data, ends);
    });
});
process.on('message', (envelope) => relay.receive(envelope as Envelope));
// The browser process takes its utility processes with it, without a word to them.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

const utility: Record<string, unknown> = {
  parentPort: Object.assign(parentPort, {
    postMessage: (message: unknown) => relay.post(clone(message), []),
  }),
  type: 'utility',
  send: undefined,
};
for (const [name, value] of Object.entries(utility))
  Object.defineProperty(process, name, { value, configurable: true, enumerable: true });
Object.defineProperty(process.versions, 'electron', { value: electronVersion, enumerable: true });

// An entry and no `--import`: worker threads of the module inherit Node's options, and must not run this.
process.argv.splice(1, 1);
await import(pathToFileURL(resolve(process.argv[1] ?? '')).href);
