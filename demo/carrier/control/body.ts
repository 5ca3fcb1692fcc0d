// What both control servers (the carrier's and the demo's) read: one JSON value of limited size that fits its schema.
import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';

/** Answered by its status and its words. */
export class Wrong extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** @param most bytes @throws Wrong 413 or 400, which names a field at most, never a value */
export async function readBody<S extends z.ZodType>(
  request: IncomingMessage,
  schema: S,
  most: number,
): Promise<z.output<S>> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > most) throw new Wrong(413, 'too large');
    parts.push(part);
  }
  let value: unknown;
  try {
    value = JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    throw new Wrong(400, 'not JSON');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Wrong(400, `not what is expected here: ${parsed.error.issues[0]?.path.join('.') ?? ''}`);
}
