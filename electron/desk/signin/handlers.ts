// The sign-in room's answers.
import { fail, ok } from '#shared/domain/result.ts';
import type { SessionState } from '#shared/contract/session.ts';
import type { RoomHandlers } from '../router/context.ts';

export interface SignInHandlerDeps {
  state(): SessionState;
}
export const signInHandlers = ({ state }: SignInHandlerDeps): RoomHandlers<'signin'> => ({
  begin: () => fail('sign-in-none'),
  cancel: () => ok(state()),
  stepUp: () => fail('sign-in-none'),
  endOther: () => fail('sign-in-none'),
});
