// For tests: a desk that runs and answers what the test says, in the place of the bridge.
import type { Result } from '#shared/domain/result.ts';
import { setBridge, type Client } from './index.ts';

type Ask = Client['call'];

/** Every request goes to `call`, also those that must not get lost unless `callSure` says otherwise; topics stay silent. */
export const answerWith = (call: Ask, callSure: Client['callSure'] = call): void =>
  setBridge({
    client: {
      call,
      callSure,
      watch: () => () => undefined,
      onDesk: () => () => undefined,
      desk: () => ({ state: 'running', reason: null, version: null, hello: null }),
      tryAgain: () => undefined,
    },
  });

/** A request that waits for the test's answer. */
export interface Waiting<Input = unknown> {
  name: string;
  input: Input;
  answer: (result: Result<unknown>) => void;
}

/** Every request is told to `asked` and waits until the test answers it. */
export const answerLater = <Input = unknown>(asked: (request: Waiting<Input>) => void): void =>
  answerWith((name, input) => new Promise((answer) => asked({ name, input: input as Input, answer })));
