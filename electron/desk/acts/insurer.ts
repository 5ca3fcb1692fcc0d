// What the insurer answered to a benefit request: often minutes or hours later, so it is asked for again and always shown with
// the time of asking.
import { z } from 'zod';
import { ok, type Result } from '#shared/domain/result.ts';
import { idIn } from '../booking/resource.ts';
import { text } from '../fhir/fields.ts';
import { eligibilityResponseResource } from '../fhir/resources-panel.ts';
import { isAbout } from '../patient/mapped.ts';
import type { ActsClient } from './perform.ts';
import type { Answered } from './store.ts';

const asked = z.object({ request: z.object({ reference: text }) });
const outcomes = ['queued', 'complete', 'error', 'partial'] as const;
type Said = NonNullable<Answered['answer']>['said'];

/** Null = the record has no answer to this request yet. */
export async function answerTo(
  fhir: ActsClient,
  requestId: string,
  patientId: string,
  signal: AbortSignal,
): Promise<Result<Said>> {
  const params: [string, string][] = [['patient', patientId]];
  const found = await fhir.search({ type: 'CoverageEligibilityResponse', params, most: 100 }, signal);
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
  return ok(newest ?? null);
}
