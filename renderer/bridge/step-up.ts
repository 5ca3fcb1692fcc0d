// Some acts ask for a proof that is not older than five minutes; the desk refuses them with `step-up-needed`. The page asks its
// person once, here, and the bridge repeats the request: a room that makes it needs no code for that.

/** Asks the person for a fresh proof; `name` is the request that needs it. True = given. */
export type AskForProof = (name: string) => Promise<boolean>;

let ask: AskForProof | null = null;
let asking: Promise<boolean> | null = null;

/** Whoever can ask (the page's dialog); without one the refusal is the answer. Answers how to stop. */
export function onStepUp(asker: AskForProof): () => void {
  ask = asker;
  return () => {
    if (ask === asker) ask = null;
  };
}

/** Requests that are refused at the same time share one question. */
export function proveAgain(name: string): Promise<boolean> {
  if (ask === null) return Promise.resolve(false);
  asking ??= ask(name).finally(() => (asking = null));
  return asking;
}
