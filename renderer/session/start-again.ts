// A person asks to start the desk once more; settles when it is known how that ended.
import { readSession } from '../app/session-store.ts';
import { bridgeClient } from '../bridge/index.ts';

/** A host that does nothing (the old desk is still ending) is not waited for longer than this, ms. */
const toBegin = 6000;
/** The host itself gives up on a silent desk before this, ms. */
const toEnd = 40_000;

export async function startAgain(): Promise<void> {
  const client = bridgeClient();
  let began = false;
  let stop = (): void => undefined;
  const over = new Promise<void>((resolve) => {
    stop = client.onDesk(({ state }) => {
      if (state === 'starting') began = true;
      if (state === 'running' || (began && state === 'down')) resolve();
    });
    setTimeout(() => !began && resolve(), toBegin);
    setTimeout(resolve, toEnd);
  });
  client.tryAgain();
  await over;
  stop();
  await readSession();
}
