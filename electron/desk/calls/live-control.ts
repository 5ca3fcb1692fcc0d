// What the calls room asks of the live line. It only asks: the row changes when the server or the engine has said so.
import type { Call, CallAsk } from '#shared/domain/calls/call.ts';
import type { Result } from '#shared/domain/result.ts';

export interface LiveControl {
  /** The line's name on its calls' rows. */
  name: string;
  answer(c: Call): Result<null>;
  hold(c: Call, on: boolean): Result<null>;
  mute(c: Call, on: boolean): Result<null>;
  end(c: Call): Result<null>;
  /** The wrap-up is in the log: the agent is free again. Called within the write. */
  wrappedUp(c: Call): void;
  /** What was asked of this call and is not confirmed. */
  asks(callId: string): CallAsk[];
}
