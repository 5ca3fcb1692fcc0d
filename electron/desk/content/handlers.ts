// Accounts in force (delivered over shipped) and scripts for the page.
import { scriptFor } from '#shared/domain/script/choose.ts';
import { fail, ok } from '#shared/domain/result.ts';
import type { Account } from '#shared/domain/accounts/account.ts';
import type { RoomHandlers } from '../router/context.ts';
import type { Content } from './load.ts';

export const accountHandlers = (accounts: () => readonly Account[]): RoomHandlers<'accounts'> => ({
  list: () => ok([...accounts()]),
});
export const scriptHandlers = (content: Content): RoomHandlers<'scripts'> => ({
  forReason({ reason }) {
    const found = scriptFor(content.scripts, reason);
    return found === null ? fail('not-found', 'script') : ok(found);
  },
});
