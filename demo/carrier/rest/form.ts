// What a REST request says: fields of its form, names checked by whoever reads them.
import type { IncomingMessage } from 'node:http';
import { hookUrl } from '../config.ts';
import type { Callback } from '../twiml/verbs.ts';
import { badInput, RestProblem } from './problem.ts';

const mostBytes = 256 * 1024;

export interface Form {
  text(name: string): string | null;
  /** @throws RestProblem when it is missing. */
  need(name: string): string;
  flag(name: string, otherwise: boolean): boolean;
  number(name: string, otherwise: number, from: number, to: number): number;
  /** An address to be told at; only loopback can be reached. */
  url(name: string): string | null;
  method(name: string): 'GET' | 'POST';
  callback(name: string, otherwise: readonly string[]): Callback | null;
  /** For the log of the wire. */
  all(): Record<string, string>;
}

export function formOf(params: URLSearchParams): Form {
  const text = (name: string): string | null => {
    const value = params.get(name);
    return value === null || value === '' ? null : value;
  };
  const url = (name: string): string | null => {
    const value = text(name);
    if (value === null) return null;
    if (!hookUrl.safeParse(value).success) throw badInput(21_609, `Url is not a valid url: ${name}`);
    return value;
  };
  const method = (name: string): 'GET' | 'POST' => (text(name)?.toUpperCase() === 'GET' ? 'GET' : 'POST');
  return {
    text,
    need(name) {
      const value = text(name);
      if (value === null) throw badInput(21_201, `No '${name}' is specified`);
      return value;
    },
    flag(name, otherwise) {
      const value = text(name)?.toLowerCase();
      return value === 'true' ? true : value === 'false' ? false : otherwise;
    },
    number(name, otherwise, from, to) {
      const value = text(name);
      if (value === null) return otherwise;
      if (!/^\d{1,7}$/.test(value)) throw badInput(20_001, `Invalid ${name}`);
      return Math.min(to, Math.max(from, Number(value)));
    },
    url,
    method,
    callback(name, otherwise) {
      const target = url(name);
      if (target === null) return null;
      const events = params
        .getAll(`${name}Event`)
        .flatMap((v) => v.split(/[\s,]+/))
        .filter(Boolean);
      return { url: target, method: method(`${name}Method`), events: events.length > 0 ? events : otherwise };
    },
    all: () => Object.fromEntries(params),
  };
}

/** @throws RestProblem when it is too large. */
export async function readForm(request: IncomingMessage): Promise<Form> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > mostBytes) throw new RestProblem(413, 20_001, 'The request is too large');
    parts.push(part);
  }
  return formOf(new URLSearchParams(Buffer.concat(parts).toString('utf8')));
}
