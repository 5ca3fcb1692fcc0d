import { defineConfig } from 'vitest/config';

// Unit tests stand beside the file they test; what spans rooms has runners of its own in tests/.
export default defineConfig({
  test: {
    include: [
      '{shared,electron,renderer,backend,demo,data,scripts}/**/*.test.{ts,tsx}',
      'tests/{unit,standin,package,mutation}/**/*.test.ts',
    ],
    environment: 'node',
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
