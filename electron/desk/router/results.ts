// What a handler answered, before it may leave: of the shape that the contract says, and small enough for the bridge.
import { limits, type PageSpec, type RequestSpec } from '#shared/contract/kinds.ts';
import { fail, type Result } from '#shared/domain/result.ts';

/**
 * Bytes as JSON. Null for what is no JSON: a port that carries structured clones also takes circles and big integers, and
 * anything may be nested too deeply to be written.
 */
export function sizeOf(value: unknown): number | null {
  if (value === undefined) return 0;
  try {
    return Buffer.byteLength(JSON.stringify(value) ?? '');
  } catch {
    return null;
  }
}

/** Rows up to 256 kB: a page that came out larger is asked for again with fewer rows. */
export function pageOf(
  name: string,
  ask: (limit: number) => Result<unknown> | Promise<Result<unknown>>,
): Result<unknown> {
  for (let limit: number = limits.pageRows; ;) {
    const page = ask(limit);
    if (page instanceof Promise) throw new Error(`${name}: a page must be synchronous`);
    const size = page.ok ? (sizeOf(page.value) ?? 0) : 0;
    if (size <= limits.pageBytes || limit === 1) return page;
    limit = Math.max(1, Math.floor((limit * limits.pageBytes * 0.9) / size));
  }
}

export function checkResult(
  name: string,
  spec: RequestSpec | PageSpec,
  result: Result<unknown>,
): Result<unknown> {
  if (!result.ok) return result;
  if (spec.kind === 'page') {
    const page = result.value as { rows: unknown[] };
    const { row } = spec;
    if (page.rows.length > limits.pageRows || !page.rows.every((r) => row.safeParse(r).success))
      return fail('invalid-result', name);
  } else if (!spec.output.safeParse(result.value).success) return fail('invalid-result', name);
  return result;
}

export function bounded(result: Result<unknown>): Result<unknown> {
  if (!result.ok) return result;
  const size = sizeOf(result.value);
  if (size === null) return fail('invalid-result', 'not JSON');
  return size > limits.messageBytes ? fail('too-large', 'result') : result;
}
