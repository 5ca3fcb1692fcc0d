// Calls back in one press where nothing stands against it and nothing is to be chosen; else the dialler opens with what is known.
import { uuidv7 } from 'uuidv7';
import type { Account } from '#shared/domain/accounts/account.ts';
import { careline } from '../bridge/index.ts';
import { asNumber } from './dial-number.ts';
import { rulesHere } from './dial-rules.ts';
import { openDialler } from './dialling.ts';
import { act, useTelephony } from './store.ts';

export interface CallbackRow {
  id: string;
  number: string;
  accountId: string;
}
export interface CallerId {
  number: string;
  accountId: string;
}

/** What can be dialled without a question: a number, the one number we show for that practice, and no rule against it. */
export function withoutAsking(
  row: CallbackRow,
  account: Account | null,
  callerIds: readonly CallerId[],
  registered: boolean,
  now: string,
): { to: string; callerId: string } | null {
  const to = asNumber(row.number);
  const ours = callerIds.filter((c) => c.accountId === row.accountId);
  if (to === null || !registered || account === null || ours.length !== 1) return null;
  if (rulesHere({ to, account, expected: true, now }).length > 0) return null;
  return { to, callerId: ours[0]?.number ?? '' };
}

export async function dialCallback(row: CallbackRow, account: Account | null): Promise<void> {
  const given = {
    number: row.number,
    accountId: row.accountId,
    purpose: 'callback' as const,
    callbackId: row.id,
  };
  const directory = await careline.telephony.directory();
  const may = withoutAsking(
    row,
    account,
    directory.ok ? directory.value.callerIds : [],
    useTelephony.getState().view?.engine.state === 'registered',
    new Date().toISOString(),
  );
  if (may === null) return openDialler(given);
  const { to, callerId } = may;
  const result = await act({
    kind: 'dial',
    callId: uuidv7(),
    to,
    callerId,
    accountId: row.accountId,
    purpose: 'callback',
    callbackId: row.id,
    overrides: [],
  });
  // The dialler says what was refused, and what stands against it with the reason that it wants.
  if (!result.ok || result.value.rules.length > 0)
    openDialler({ ...given, rules: result.ok ? result.value.rules : [] });
}
