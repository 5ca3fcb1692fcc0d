// The desk's process: waits for its parent's first message, composes the rooms, serves pages until the parent goes.
import { childProcessLink, pagePorts, utilityLink, type ParentLink } from '#host/link.ts';
import { fail } from '#shared/domain/result.ts';
import { composeDesk } from './compose.ts';
import { countConnections } from './demo/connections.ts';
import { createLog, errorFields } from './log.ts';
import { systemFailure } from './vault/disk.ts';
import { lockProfile } from './vault/profile-lock.ts';

const connections = countConnections();
const log = createLog({
  sink: (text) => void process.stderr.write(text),
  clock: () => new Date().toISOString(),
});

function parentLink(): ParentLink {
  return 'parentPort' in process ? utilityLink() : childProcessLink();
}

// A broken desk must end, so that its parent starts a fresh one: it must not live on with half its state (anchors 7).
const die = (error: unknown): void => {
  log.error('desk.uncaught', errorFields(error));
  process.exit(70);
};
process.on('uncaughtException', die);
process.on('unhandledRejection', die);

// Whatever this process writes is for this computer's user alone.
process.umask(0o077);

// Ctrl-C in a terminal reaches every process of it. This one ends when its parent says so, or is gone.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);

const link = parentLink();
let stop = (): Promise<void> => Promise.resolve();
const leave = (): void => void stop().finally(() => process.exit(0));
link.onClose(leave);

link.onMessage((message) => {
  if (message.t === 'stop') return leave();
  if (message.t !== 'init') return;
  const lock = lockProfile(message.profile);
  if (!lock.ok) {
    log.error('desk.failed', { code: lock.code });
    return link.send({ t: 'failed', code: lock.code, message: lock.message });
  }
  let desk: ReturnType<typeof composeDesk>;
  try {
    desk = composeDesk({ init: message, link, log, connections });
  } catch (error) {
    const failure = systemFailure(error) ?? fail('unexpected', 'start');
    if (failure.code === 'content-damaged')
      log.error('content.failed', { code: failure.code, name: failure.message });
    else log.error('desk.failed', { ...errorFields(error), code: failure.code });
    return link.send({ t: 'failed', code: failure.code, message: failure.message });
  }
  stop = async () => {
    await desk.stop();
    lock.value.release();
  };
  link.onMessage(desk.told);
  void desk.start().then(() => {
    pagePorts(link, desk.attach);
    log.info('desk.ready', { epoch: message.epochBase });
    link.send({ t: 'ready' });
  });
});
