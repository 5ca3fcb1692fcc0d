import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// One browser and one carrier for each file; figures are times, so the rows run one after another.
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../../', import.meta.url)),
    include: [
      'tests/carrier/{fast,media-sdk,media-transfer}.test.ts',
      ...(process.env['CARELINE_SLOW'] === '1' ? ['tests/carrier/{slow,media-slow}.test.ts'] : []),
    ],
    // Real media on a busy computer: a row that fails once is measured once more, in a call of its own.
    retry: 1,
    testTimeout: process.env['CARELINE_SLOW'] === '1' ? 90_000 : 20_000,
    hookTimeout: 40_000,
    maxWorkers: 1,
    fileParallelism: false,
  },
});
