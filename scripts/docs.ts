// Writes the documents that are made from the code: the table of requests, and the state of each product row. A test
// calls the same functions and fails when a document is not what the code says.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compliancePage } from './docs-compliance.ts';
import { productPage } from './docs-product.ts';
import { noticesPage } from './docs-notices.ts';
import { requestsPage } from './docs-requests.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
export const pages: Record<string, () => string> = {
  'docs/requests.md': requestsPage,
  'docs/product.md': productPage,
  'docs/compliance.md': compliancePage,
  'THIRD-PARTY.md': noticesPage,
};

export const written = (path: string): string => readFileSync(root + path, 'utf8');

if (process.argv[1]?.endsWith('docs.ts'))
  for (const [path, make] of Object.entries(pages)) writeFileSync(root + path, make());
