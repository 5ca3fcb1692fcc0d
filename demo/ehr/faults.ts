// Scripted misbehaviour for tests: an EHR that is slow, refuses, hangs up, or hides behind a hotel's log-in page.
import { z } from 'zod';

/** What `POST /admin/fault` takes. Exactly what a test needs to say, unknown keys refused. */
export const faultSchema = z.strictObject({
  /** Regular expression on "METHOD /fhir/path?query"; entries of a batch are "BATCH GET Type?query". */
  path: z.string().min(1).max(500).refine(compiles, 'not a regular expression'),
  /** Answer with this status instead; without it the request is only delayed or cut. */
  status: z.int().min(200).max(599).optional(),
  /** Seconds, sent as Retry-After. */
  retryAfter: z.number().min(0).max(3600).optional(),
  delayMs: z.number().min(0).max(120_000).optional(),
  /** Sent as it is; as text/html when it begins with "<". Without it an OperationOutcome is made. */
  body: z.string().max(100_000).optional(),
  /** Hang up before anything is done; after half of the real answer; or when all is done, without a byte of it. */
  cut: z.enum(['before', 'middle', 'after']).optional(),
  /** How often; 0 is until cleared. */
  times: z.int().min(0).max(10_000).default(1),
});
export type Fault = z.infer<typeof faultSchema>;

function compiles(source: string): boolean {
  try {
    return Boolean(new RegExp(source));
  } catch {
    return false;
  }
}

/** A hotel's or hospital's log-in page: HTML with status 200 where JSON was expected. */
export const captivePortal =
  '<!doctype html><html><title>Guest network</title><body><form>Sign in to continue</form></body></html>';

export class Faults {
  readonly #list: { fault: Fault; pattern: RegExp; left: number }[] = [];

  add(fault: Fault): void {
    this.#list.push({
      fault,
      pattern: new RegExp(fault.path),
      left: fault.times === 0 ? Infinity : fault.times,
    });
  }

  clear(): void {
    this.#list.length = 0;
  }

  /** The oldest fault that matches, counted as used. */
  take(line: string): Fault | undefined {
    const hit = this.#list.find((f) => f.left > 0 && f.pattern.test(line));
    if (hit) hit.left--;
    return hit?.fault;
  }
}
