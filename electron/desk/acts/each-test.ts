// For tests only: a sample EHR for the file, a fresh desk at it for each test. A test reads `desk` as it is now; one that
// leaves an unexpected error behind fails.
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { Fact } from '#shared/domain/disclosure/facts.ts';
import { type Desk, forms, openDesk, type Outside, outsideOf, type Server } from './testing.ts';

export const now = '2026-11-22T15:00:00.000Z';
/** A made-up patient of the sample EHR and the insurance on their record. */
export const patientId = '0b779465-6db2-4931-bc13-5f6ff8e8c4d4';
export const coverageId = 'de0aa3a2-6e69-56fc-86e8-2960b1dd9d12';
export const form = forms(coverageId);

export let at: Server;
export let desk: Desk;
export let outside: Outside;

interface SampleEhr {
  url: string;
  adminUrl: string;
  token: string;
  close(): Promise<void>;
}

/** Another desk in the place of this one, whose caller told these facts. */
export async function freshDesk(facts?: readonly Fact[]): Promise<void> {
  desk.end();
  desk = await openDesk(at, patientId, now, facts);
}

export function eachAtRecord(
  startEhr: (options: { port: number; now: string; admin: boolean }) => Promise<SampleEhr>,
): void {
  let ehr: SampleEhr;
  beforeAll(async () => {
    ehr = await startEhr({ port: 0, now, admin: true });
    at = { url: ehr.url, token: () => ehr.token };
    outside = outsideOf(ehr);
  });
  afterAll(() => ehr.close());
  beforeEach(async () => {
    await outside.admin('DELETE', 'fault');
    desk = await openDesk(at, patientId, now);
  });
  afterEach(() => {
    expect(desk.bench.unexpected).toEqual([]);
    desk.end();
  });
}
