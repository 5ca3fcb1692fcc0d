// Free times at the record: schedules that fit, then their free slots. Asked with parameters of R4's own list; what a server
// leaves in is filtered again here, and a bad resource is left out and counted, never shown half.
import { z } from 'zod';
import { isZone } from '#shared/domain/booking/clock.ts';
import type { OpenSlot } from '#shared/domain/booking/find.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { SearchAnswer } from '../fhir/bundle.ts';
import type { FhirClient, Search } from '../fhir/client.ts';
import type { Resource } from '../fhir/exchange.ts';
import { cleanText } from '../fhir/text.ts';
import { idIn, instantOf } from './resource.ts';

export interface SlotSearch {
  /** `system|code`; empty = any kind. */
  kinds: readonly string[];
  practitionerId: string | null;
  placeId: string | null;
  /** UTC instants; `to` is excluded. */
  from: string;
  to: string;
  /** IANA zone of the account, for a place that doesn't say its own. */
  zone: string;
}
export interface FoundSlots {
  slots: OpenSlot[];
  /** Left out because they could not be read. */
  unreadable: number;
  /** There are more than were fetched: the soonest are here. */
  more: boolean;
}

const mostSchedules = 100;
const mostSlots = 1000;
const concept = z.object({
  coding: z.array(z.object({ system: z.string().optional(), code: z.string().optional() })).optional(),
});
const concepts = z.array(concept).optional().catch(undefined);
const reference = z.object({ reference: z.string().optional(), display: z.string().optional() });
const id = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/);
const schedule = z.object({
  id,
  active: z.boolean().optional(),
  serviceType: concepts,
  actor: z.array(reference).max(50),
});
const slot = z.object({
  id,
  status: z.string(),
  overbooked: z.boolean().optional(),
  schedule: reference,
  serviceType: concepts,
  start: z.string(),
  end: z.string(),
});
const place = z.object({
  name: z.string().optional().catch(undefined),
  extension: z
    .array(z.object({ url: z.string(), valueCode: z.string().optional().catch(undefined) }))
    .optional()
    .catch(undefined),
});
const zoneExtension = 'http://hl7.org/fhir/StructureDefinition/timezone';

const tokens = (list: z.infer<typeof concepts>): string[] =>
  (list ?? []).flatMap((c) =>
    (c.coding ?? []).flatMap((x) => (x.code ? [`${x.system ?? ''}|${x.code}`] : [])),
  );

/** Who sees patients where, as the record's schedules say it. */
export interface Where {
  practitionerId: string | null;
  practitioner: string | null;
  placeId: string | null;
  place: string | null;
  zone: string;
  zoneAssumed: boolean;
  kinds: string[];
}

/** With the included people and places where they came; a display of the reference stands for what didn't. */
function whereOf(raw: Resource, included: SearchAnswer['included'], zone: string): [string, Where] | null {
  const read = schedule.safeParse(raw);
  if (!read.success || read.data.active === false) return null;
  const actor = (type: string) => {
    const found = read.data.actor.find((a) => idIn(a.reference, type) !== null);
    return { id: idIn(found?.reference, type), display: found?.display ? cleanText(found.display) : null };
  };
  const who = actor('Practitioner');
  const at = actor('Location');
  const held = place.safeParse(included.get(`Location/${at.id}`));
  const stated = held.success
    ? held.data.extension?.find((e) => e.url === zoneExtension)?.valueCode
    : undefined;
  const known = stated !== undefined && isZone(stated);
  const named = held.success && held.data.name ? cleanText(held.data.name) : null;
  return [
    read.data.id,
    {
      practitionerId: who.id,
      practitioner: who.display,
      placeId: at.id,
      place: at.display ?? named,
      zone: known ? stated : zone,
      zoneAssumed: !known,
      kinds: tokens(read.data.serviceType),
    },
  ];
}

type Client = Pick<FhirClient, 'search'>;

/** A strict server that refuses what only makes the answer nicer is asked again without. */
async function askWith(
  fhir: Client,
  plain: Search,
  extra: readonly (readonly [string, string])[],
  signal: AbortSignal,
): Promise<Result<SearchAnswer>> {
  const full = await fhir.search({ ...plain, params: [...plain.params, ...extra] }, signal);
  return !full.ok && full.code === 'ehr-unsupported' ? fhir.search(plain, signal) : full;
}

/** By schedule id. `ehr-unsupported`: this server has no schedules. */
export async function findSchedules(
  fhir: Client,
  s: Pick<SlotSearch, 'kinds' | 'practitionerId' | 'placeId' | 'zone'>,
  signal: AbortSignal,
): Promise<Result<{ places: Map<string, Where>; unreadable: number; more: boolean }>> {
  const params: [string, string][] = [];
  if (s.practitionerId !== null) params.push(['actor', `Practitioner/${s.practitionerId}`]);
  if (s.placeId !== null) params.push(['actor', `Location/${s.placeId}`]);
  const schedules = await askWith(
    fhir,
    { type: 'Schedule', params, most: mostSchedules },
    [['_include', 'Schedule:actor']],
    signal,
  );
  if (!schedules.ok) return schedules;
  const places = new Map<string, Where>();
  let unreadable = schedules.value.unreadable;
  for (const raw of schedules.value.resources) {
    const where = whereOf(raw, schedules.value.included, s.zone);
    const wanted =
      where !== null &&
      (s.practitionerId === null || where[1].practitionerId === s.practitionerId) &&
      (s.placeId === null || where[1].placeId === s.placeId) &&
      (s.kinds.length === 0 ||
        where[1].kinds.length === 0 ||
        s.kinds.some((k) => where[1].kinds.includes(k)));
    if (where !== null && wanted) places.set(...where);
    else if (!schedule.safeParse(raw).success) unreadable++;
  }
  return ok({ places, unreadable, more: schedules.value.more });
}

/** `ehr-unsupported`: this server has no slots; the agent then takes a message. */
export async function findSlots(
  fhir: Client,
  s: SlotSearch,
  signal: AbortSignal,
): Promise<Result<FoundSlots>> {
  if (!isZone(s.zone)) return fail('invalid-input', 'zone');
  const open = await findSchedules(fhir, s, signal);
  if (!open.ok) return open;
  const { places } = open.value;
  let { unreadable } = open.value;
  if (places.size === 0) return ok({ slots: [], unreadable, more: open.value.more });
  const free = await askWith(
    fhir,
    {
      type: 'Slot',
      params: [
        ['schedule', [...places.keys()].map((one) => `Schedule/${one}`).join(',')],
        ['status', 'free'],
        ['start', `ge${s.from}`],
        ['start', `lt${s.to}`],
      ],
      most: mostSlots,
    },
    [['_sort', 'start']],
    signal,
  );
  if (!free.ok) return free;
  const slots: OpenSlot[] = [];
  unreadable += free.value.unreadable;
  for (const raw of free.value.resources) {
    const read = slot.safeParse(raw);
    const start = read.success ? instantOf(read.data.start) : null;
    const end = read.success ? instantOf(read.data.end) : null;
    const scheduleId = read.success ? idIn(read.data.schedule.reference, 'Schedule') : null;
    const where = places.get(scheduleId ?? '');
    if (!read.success || start === null || end === null || scheduleId === null) unreadable++;
    // A server may have ignored what it didn't know: other schedules, other days, slots that are not free.
    else if (where && read.data.status === 'free' && start >= s.from && start < s.to) {
      const own = tokens(read.data.serviceType);
      slots.push({
        ...where,
        id: read.data.id,
        scheduleId,
        start,
        end,
        kinds: own.length > 0 ? own : where.kinds,
      });
    }
  }
  return ok({ slots, unreadable, more: free.value.more || open.value.more });
}
