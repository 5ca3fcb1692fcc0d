// Reads the committed records and brings them to today.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Resource } from '@medplum/fhirtypes';
import { daysBetween, shiftDates, toWeekday } from './shift.ts';

const folder = join(import.meta.dirname, 'data');

interface Manifest {
  files: { file: string; anchor: string; patients: number; resources: number }[];
}

export const readManifest = async (): Promise<Manifest> =>
  JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;

const gunzipped = async (file: string): Promise<string> =>
  gunzipSync(await readFile(join(folder, file))).toString('utf8');

/** The cut of FHIR's definitions that make-definitions.ts wrote, not typed further: only the indexer reads it. */
export const readDefinitions = async (more = false): Promise<unknown> =>
  JSON.parse(await gunzipped(more ? 'definitions-more.json.gz' : 'definitions.json.gz'));

/** Every record as it lies in the files, dates untouched, with the anchor day of its file. */
export async function readStored(): Promise<{ resource: Resource; anchor: string }[]> {
  const { files } = await readManifest();
  const lists = await Promise.all(
    files.map(async ({ file, anchor }) =>
      (await gunzipped(file))
        .split('\n')
        .filter(Boolean)
        .map((line) => ({ resource: JSON.parse(line) as Resource, anchor })),
    ),
  );
  return lists.flat();
}

/**
 * Every record with its dates moved, one amount a file, so that the file's anchor day is the day of `now` (ISO 8601).
 * A booked visit that would then fall on a weekend is moved to the Monday.
 */
export async function loadRecords(now: string): Promise<Resource[]> {
  return (await readStored()).map(({ resource, anchor }) => {
    const days = daysBetween(anchor, now);
    const moved = shiftDates(resource, days);
    if (moved.resourceType !== 'Appointment' || moved.status !== 'booked' || !moved.start) return moved;
    return shiftDates(resource, days + toWeekday(moved.start));
  });
}
