import { defineConfig } from 'vitest/config';

const limits = {
  environment: 'node',
  testTimeout: 60_000,
  hookTimeout: 60_000,
  maxWorkers: 2,
  // A state may take its time on a busy computer.
  expect: { poll: { timeout: 15_000 } },
} as const;

/** Rooms whose tests leave nothing behind in their process: their files share one, which saves a start for each. */
export const sharing = [
  '{shared,renderer,data,scripts}/**/*.test.{ts,tsx}',
  'electron/{desk,host,preview,shell}/**/*.test.ts',
  'demo/**/*.test.ts',
  'tests/{unit,mutation,fhir-strict,roles,fuzz}/**/*.test.ts',
  'tests/leaks/search.test.ts',
];
/** What replaces a module needs the process to itself (tests/unit/sharing.test.ts finds it). */
export const ofItsOwn = ['electron/desk/session/lock-holds.test.ts'];
/**
 * Rooms whose tests ask a real PostgreSQL: one for the whole run, a database for each file. They share a process too: what
 * the backend is made of takes longer to load than most of its files take to run.
 */
export const database = ['backend/**/*.test.ts'];
export const apart = ['tests/{standin,package}/**/*.test.ts', ...ofItsOwn];

// Unit tests stand beside the file they test; what spans rooms has runners of its own in tests/.
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { test: { ...limits, name: 'sharing', include: sharing, exclude: ofItsOwn, isolate: false } },
      {
        test: {
          ...limits,
          name: 'database',
          include: database,
          isolate: false,
          globalSetup: ['tests/support/database.ts'],
        },
      },
      { test: { ...limits, name: 'apart', include: apart } },
    ],
  },
});
