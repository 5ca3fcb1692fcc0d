// SIGTERM, SIGINT and SIGHUP as Electron has them: until just before `ready` they end the process, then they quit the app,
// and who listens later than that takes them over.
// Source: shell/browser/electron_browser_main_parts_posix.cc, InstallShutdownSignalHandlers: sigaction() from
// PostCreateMainMessageLoop, which is after the app's main file and before `ready`; Node's own sigaction comes with a
// signal's first listener, and the last one counts.
import type { Problem } from './contract.ts';

const shutdownSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
type Listener = () => void;

/** Before the app's main file. Returns what to call just before `ready`. */
export function holdSignals(
  process: NodeJS.Process,
  { end, quit, problem }: { end: Listener; quit: Listener; problem: Problem },
): () => void {
  let isReady = false;
  const takers = new Set<string | symbol>();
  // One listener for all of it: a signal that comes while it is replaced would be lost.
  const owns = shutdownSignals.map((signal) => {
    const own = (): void => {
      if (takers.has(signal)) return;
      if (isReady) quit();
      else end();
    };
    process.on(signal, own);
    return { signal, own };
  });
  return () => {
    isReady = true;
    for (const { signal, own } of owns)
      for (const early of process.listeners(signal))
        if (early !== own) {
          process.off(signal, early);
          problem(
            `a listener for ${signal} from before ready: Electron takes the signal, it is never called`,
          );
        }
    process.on('newListener', (name) => void takers.add(name));
  };
}
