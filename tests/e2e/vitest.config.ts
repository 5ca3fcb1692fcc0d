import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Three files at a time on two cores: each starts the whole application on a profile of its own, and waits a quarter of its
// time and more.
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../../', import.meta.url)),
    include: ['tests/e2e/**/*.test.ts', 'tests/host/**/*.test.ts'],
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // A state may take its time on a busy computer; what must be quick is measured and said so.
    expect: { poll: { timeout: 15_000 } },
    maxWorkers: 3,
  },
});
