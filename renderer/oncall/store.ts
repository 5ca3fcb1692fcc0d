// Who is on call by account, as the desk answered last: read anew each minute while somebody looks, when a schedule came and
// when the demo moved the clock. A failure keeps what was known.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { oncall } from '#shared/contract/oncall.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import type { z } from 'zod';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';
import { useNow } from '../ui/index.ts';

export type OnCallNow = z.output<typeof oncall.now.output>;
export type ScheduleView = z.output<typeof oncall.schedule.output>;
export interface Read<T> {
  value: T | null;
  failure: Failure | null;
}
interface OnCallStore {
  now: Readonly<Record<string, Read<OnCallNow>>>;
  schedules: Readonly<Record<string, Read<ScheduleView>>>;
}

const useStore = create<OnCallStore>()(() => ({ now: {}, schedules: {} }));
const none = { value: null, failure: null };
const taken = <T>(before: Read<T> | undefined, result: Result<T>): Read<T> =>
  result.ok ? { value: result.value, failure: null } : { value: before?.value ?? null, failure: result };

export async function readOnCall(accountId: string): Promise<void> {
  const result = await careline.oncall.now({
    accountId,
    at: null,
    facts: { provider: null, language: null, facility: null },
  });
  useStore.setState(({ now }) => ({ now: { ...now, [accountId]: taken(now[accountId], result) } }));
}
export async function readSchedule(accountId: string): Promise<void> {
  const result = await careline.oncall.schedule({ accountId });
  useStore.setState(({ schedules }) => ({
    schedules: { ...schedules, [accountId]: taken(schedules[accountId], result) },
  }));
}

/** Null values until the first answer; `accountId` null asks nothing. */
export function useOnCallNow(accountId: string | null): Read<OnCallNow> {
  const minute = Math.floor(useNow(15_000).getTime() / 60_000);
  useEffect(() => {
    if (accountId !== null) void readOnCall(accountId);
  }, [accountId, minute]);
  useTopic(careline.oncall.changed, () => {
    if (accountId !== null) void readOnCall(accountId);
  });
  return useStore((s) => (accountId === null ? undefined : s.now[accountId])) ?? none;
}

export function useSchedule(accountId: string | null): Read<ScheduleView> {
  useEffect(() => {
    if (accountId !== null) void readSchedule(accountId);
  }, [accountId]);
  useTopic(careline.oncall.changed, () => {
    if (accountId !== null) void readSchedule(accountId);
  });
  return useStore((s) => (accountId === null ? undefined : s.schedules[accountId])) ?? none;
}
