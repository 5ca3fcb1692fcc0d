// The status bar's facts, gathered; each is what a room knows, with since when.
import type { StatusValue } from '#shared/contract/status.ts';
import { ok } from '#shared/domain/result.ts';
import type { RoomHandlers } from '../router/context.ts';

export function statusHandlers(deps: { value(): StatusValue; retry(): void }): RoomHandlers<'status'> {
  return {
    read: () => ok(deps.value()),
    retry() {
      deps.retry();
      return ok({});
    },
  };
}
