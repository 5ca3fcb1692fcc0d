import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Two files at a time: each starts the whole application on a profile of its own, and waits more than it computes. A third was
// tried on two cores: an eighth quicker, and a call was once not heard in time.
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../../', import.meta.url)),
    include: ['tests/e2e/**/*.test.ts', 'tests/host/**/*.test.ts', 'tests/leaks/leaks.test.ts'],
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // A state may take its time on a busy computer; what must be quick is measured and said so.
    expect: { poll: { timeout: 15_000 } },
    maxWorkers: 2,
  },
});
