// What a log may say of an error, in the desk and in the shell alike.
import { shapes, type LogFields, type ValueOf } from './log-words.ts';

/** What may be said of an unknown error: its kind and the place in our files. Never its message. */
export function errorFields(error: unknown): Pick<LogFields, 'error' | 'where' | 'code'> {
  if (!(error instanceof Error)) return { error: 'Error' };
  const place = /([A-Za-z0-9._-]+\.(?:ts|js|mjs|cjs):\d+:\d+)\)?$/m.exec(error.stack ?? '')?.[1];
  const code = 'code' in error && shapes.code(error.code) ? (error.code as ValueOf['code']) : undefined;
  return {
    error: shapes.errorName(error.name) ? error.name : 'Error',
    ...(place ? { where: place } : {}),
    ...(code ? { code } : {}),
  };
}
