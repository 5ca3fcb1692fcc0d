// axe-core on the page as it stands. Its source is evaluated through the debugging protocol, so the page keeps its
// content security policy while it is looked at.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '#tests/support/app.ts';

const source = readFileSync(join(root, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');

interface AxeNode {
  target: unknown[];
  failureSummary?: string;
  html: string;
}
interface AxeAnswer {
  violations: { id: string; help: string; nodes: AxeNode[] }[];
}

const everyRule = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** One line per element that breaks a rule; empty when none does. `colours`: of a page that was looked at whole in other colours. */
export async function axeProblems(page: Page, what: 'all' | 'colours' = 'all'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  const answer = await page.evaluate(
    (runOnly) =>
      (globalThis as unknown as { axe: { run(on: Document, options: object): Promise<AxeAnswer> } }).axe.run(
        document,
        { runOnly, resultTypes: ['violations'] },
      ),
    what === 'all' ? everyRule : ['color-contrast', 'link-in-text-block'],
  );
  return answer.violations.flatMap((v) =>
    v.nodes.map(
      (n) =>
        `${v.id}: ${n.target.join(' ')} ${n.html.slice(0, 120)}\n      ${(n.failureSummary ?? v.help).replaceAll('\n', ' ')}`,
    ),
  );
}
