// What TypeScript may know of build.mjs, which must run before anything is installed.
export function buildBundles(made: string, wanted?: readonly string[] | null): Promise<void>;
