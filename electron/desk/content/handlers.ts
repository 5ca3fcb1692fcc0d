// Accounts in force (delivered over shipped) for the page.
import { ok } from '#shared/domain/result.ts';
import type { Account } from '#shared/domain/accounts/account.ts';
import type { RoomHandlers } from '../router/context.ts';

export const accountHandlers = (accounts: () => readonly Account[]): RoomHandlers<'accounts'> => ({
  list: () => ok([...accounts()]),
});
