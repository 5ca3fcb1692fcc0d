// Accounts and scripts for the page, as they ship.
import { scriptFor } from '#shared/domain/script/choose.ts';
import { fail, ok } from '#shared/domain/result.ts';
import type { RoomHandlers } from '../router/context.ts';
import type { Content } from './load.ts';

export const accountHandlers = (content: Content): RoomHandlers<'accounts'> => ({
  list: () => ok(content.accounts),
});
export const scriptHandlers = (content: Content): RoomHandlers<'scripts'> => ({
  forReason({ reason }) {
    const found = scriptFor(content.scripts, reason);
    return found === null ? fail('not-found', 'script') : ok(found);
  },
});
