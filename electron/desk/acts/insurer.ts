// What the insurer answered to a benefit request: often minutes or hours later, so it is asked for again and always shown with
// the time of asking.
import { z } from 'zod';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { idIn } from '../booking/resource.ts';
import type { SearchAnswer } from '../fhir/bundle.ts';
import { text } from '../fhir/fields.ts';
import { eligibilityResponseResource } from '../fhir/resources-panel.ts';
import { isAbout } from '../patient/mapped.ts';
import type { ActsClient } from './perform.ts';
import type { Answered } from './store.ts';

const asked = z.object({ request: z.object({ reference: text }) });
const outcomes = ['queued', 'complete', 'error', 'partial'] as const;
type Said = NonNullable<Answered['answer']>['said'];

/** Answers to all of a patient's requests that are looked through where the server can't tell them apart. */
const mostAnswers = 500;

/** Those to this request, newest first; a server that knows no such search is asked for all of this patient's. */
async function search(
  fhir: ActsClient,
  requestId: string,
  patientId: string,
  signal: AbortSignal,
): Promise<Result<SearchAnswer>> {
  const type = 'CoverageEligibilityResponse';
  const params: [string, string][] = [['patient', patientId]];
  const precise: [string, string][] = [
    ['request', `CoverageEligibilityRequest/${requestId}`],
    ['_sort', '-created'],
  ];
  const found = await fhir.search({ type, params: [...params, ...precise], most: 100 }, signal);
  const refused =
    !found.ok && !found.retryable && found.code !== 'cancelled' && found.code !== 'ehr-signed-out';
  return refused ? fhir.search({ type, params, most: mostAnswers }, signal) : found;
}

/** Null = the record has no answer to this request yet; a failure when that can't be told. */
export async function answerTo(
  fhir: ActsClient,
  requestId: string,
  patientId: string,
  signal: AbortSignal,
): Promise<Result<Said>> {
  const found = await search(fhir, requestId, patientId, signal);
  if (!found.ok) return found;
  const own = found.value.resources.flatMap((raw): NonNullable<Said>[] => {
    const to = asked.safeParse(raw);
    const read = eligibilityResponseResource.safeParse(raw);
    if (!to.success || !read.success || read.data.status !== 'active') return [];
    if (idIn(to.data.request.reference, 'CoverageEligibilityRequest') !== requestId) return [];
    if (!isAbout(read.data.patient.reference, patientId)) return [];
    return [
      {
        at: read.data.created?.slice(0, 40) ?? null,
        outcome: outcomes.find((o) => o === read.data.outcome) ?? 'unknown',
        disposition: read.data.disposition || null,
        inForce: read.data.insurance.find((i) => i.inforce !== undefined)?.inforce ?? null,
      },
    ];
  });
  const newest = own.toSorted((a, b) => ((a.at ?? '') < (b.at ?? '') ? 1 : -1))[0];
  // "None yet" would be a guess: it may be among those that were not read.
  if (newest === undefined && found.value.more) return fail('ehr-unreadable', 'more answers than are read');
  return ok(newest ?? null);
}
