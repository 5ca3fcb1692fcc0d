import { defineConfig } from 'vitest/config';

// Two files at a time: each starts the whole application, and most of its time is waiting.
export default defineConfig({
  test: {
    root: new URL('.', import.meta.url).pathname,
    include: ['**/*.test.ts'],
    testTimeout: 90_000,
    hookTimeout: 90_000,
    maxWorkers: 2,
  },
});
