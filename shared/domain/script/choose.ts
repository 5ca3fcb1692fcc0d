// Which script opens for a reason. There is always something to say: rather English than nothing, rather general than nothing.
import type { Lang } from './languages.ts';
import type { Path, Script } from './script.ts';
import type { PathName } from './step.ts';

export interface For {
  accountId?: string | null;
  lang?: Lang;
}
type Headed = Pick<Script, 'lang' | 'accountId' | 'version'>;

/** Newest of a language, the account's own before the one for all. On the same version the later in the list wins. */
function newest<T extends Headed>(list: readonly T[], lang: Lang, accountId: string | null): T | null {
  const of = (account: string | null) =>
    list
      .filter((s) => s.lang === lang && s.accountId === account)
      .reduce<T | null>((best, s) => (best !== null && best.version > s.version ? best : s), null);
  return (accountId === null ? null : of(accountId)) ?? of(null);
}

/** The language asked first (the caller must understand it), then English. */
function best<T extends Headed>(list: readonly T[], want: For): T | null {
  const accountId = want.accountId ?? null;
  return newest(list, want.lang ?? 'en', accountId) ?? newest(list, 'en', accountId);
}

/**
 * The reason's script: the language asked over English, the account's own over the one for all, the newest version. A reason
 * without one opens the general script; null only when the library holds nothing for this account.
 */
export function scriptFor(scripts: readonly Script[], reason: string, want: For = {}): Script | null {
  const of = (code: string) =>
    best(
      scripts.filter((s) => s.reason === code),
      want,
    );
  const mine = scripts.filter((s) => s.accountId === null || s.accountId === want.accountId);
  return of(reason) ?? of('general') ?? mine[0] ?? null;
}

/** A shared path by the same order; null = there is none. */
export const pathFor = (paths: readonly Path[], name: PathName, want: For = {}): Path | null =>
  best(
    paths.filter((p) => p.path === name),
    want,
  );

/** Each shared path once, as `pathFor` picks it. */
export const pathsFor = (paths: readonly Path[], want: For = {}): Path[] =>
  [...new Set(paths.map((p) => p.path))].flatMap((name) => pathFor(paths, name, want) ?? []);
