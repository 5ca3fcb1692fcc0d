// The proxy's two ends over a message port, with the preview's host behind them: what the desk's end lets through, and
// what comes back, must be the same as over a pipe.
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { hostMethods, type HostMethod } from '#host/host.ts';
import { hostOver, serveHost, type HostPort } from '#host/proxy.ts';
import { previewHost } from '#preview/host.ts';
import type { Result } from '#shared/domain/result.ts';
import type { Adapter } from './adapter.ts';
import { asking } from './asking.ts';

const over = (port: MessagePort): HostPort => ({
  send: (message) => port.postMessage(message),
  onMessage: (listener) => void port.on('message', listener),
  onClose: (listener) => void port.on('close', listener),
});
const isMethod = (name: string): name is HostMethod => Object.hasOwn(hostMethods, name);

export async function portAdapter(): Promise<Adapter> {
  const folders = { profile: '/invented/profile', content: '/invented/data' };
  const { port1, port2 } = new MessageChannel();
  serveHost(over(port1), previewHost(folders.profile, folders.content));
  const far = hostOver(over(port2));
  const { take, ask } = asking((message) => port2.postMessage(message));
  port2.on('message', take);
  return {
    // By the desk's own end where it knows the method, raw where it does not.
    ask: (name, input) =>
      isMethod(name) ? (far[name] as (input: unknown) => Promise<Result<unknown>>)(input) : ask(name, input),
    raw: (message) => port2.postMessage(message),
    folders,
    picks: null,
    power: null,
    opened: null,
    async close() {
      port1.close();
    },
  };
}
