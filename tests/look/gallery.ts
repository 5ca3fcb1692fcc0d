// Looks at the gallery as a person would: builds it, serves it under the desk's own content security policy, takes
// pictures in every theme at two sizes, and runs axe on each. Exit 1 on a violation of either.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Page } from 'playwright-core';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));
const out = process.argv[2] ?? join(root, 'dist', 'gallery-pictures');
const nonce = 'Z2FsbGVyeQ';
const policy = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self' 'nonce-${nonce}'`,
  `font-src 'self'`,
  `img-src 'self'`,
  `connect-src 'self'`,
  `base-uri 'none'`,
  `form-action 'none'`,
].join('; ');
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

const server = createServer((request, response) => {
  const path =
    normalize(new URL(request.url ?? '/', 'http://x').pathname).replace(/^\/+/, '') || 'gallery.html';
  try {
    const file = join(root, 'dist', 'gallery', path);
    const body = readFileSync(file);
    response.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': policy,
    });
    response.end(extname(file) === '.html' ? body.toString().replace('__CSP_NONCE__', nonce) : body);
  } catch {
    response.writeHead(404).end();
  }
});

interface View {
  name: string;
  query: string;
  size?: [number, number];
  full?: boolean;
  /** Brings the page into a state before the picture. */
  act?: (page: Page) => Promise<void>;
  forced?: boolean;
}

const views: View[] = ['light', 'dark'].flatMap((theme): View[] => [
  { name: `gallery-${theme}`, query: `theme=${theme}`, full: true },
  { name: `gallery-${theme}-more`, query: `theme=${theme}&contrast=more`, full: true },
  { name: `desk-${theme}-1280`, query: `page=desk&theme=${theme}`, size: [1280, 720] },
  { name: `desk-${theme}-1920`, query: `page=desk&theme=${theme}`, size: [1920, 1080] },
  { name: `practice-${theme}`, query: `page=desk&theme=${theme}&mode=practice`, size: [1280, 720] },
  { name: `dialog-${theme}`, query: `theme=${theme}&open=dialog`, size: [1280, 720] },
  { name: `drawer-${theme}`, query: `theme=${theme}&open=drawer`, size: [1280, 720] },
  { name: `palette-${theme}`, query: `theme=${theme}&open=palette`, size: [1280, 720] },
  {
    name: `select-${theme}`,
    query: `theme=${theme}`,
    size: [1280, 720],
    act: async (page) => {
      await page.getByRole('button', { name: 'Choose … Reason' }).click();
      await page.getByRole('option', { name: 'Refill', exact: true }).waitFor();
    },
  },
  {
    name: `toast-${theme}`,
    query: `theme=${theme}`,
    size: [1280, 720],
    act: async (page) => {
      await page.getByRole('button', { name: 'Show a toast with undo' }).click();
      await page.getByRole('button', { name: 'Undo' }).last().waitFor();
    },
  },
]);
views.push({
  name: 'pop-dark',
  query: 'theme=dark',
  size: [1280, 720],
  act: async (page) => {
    await page.getByRole('button', { name: 'Phone registered' }).press('Enter');
    await page.getByRole('dialog', { name: 'You are offline' }).waitFor();
  },
});
views.push({
  name: 'keys-pop',
  query: 'theme=light',
  act: async (page) => {
    const opener = page.getByRole('button', { name: 'Phone registered' });
    const panel = page.getByRole('dialog', { name: 'You are offline' });
    await opener.press('Enter');
    await panel.waitFor();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    if (!(await opener.evaluate((e) => e === document.activeElement)))
      throw new Error('the focus did not come back');
    await opener.click();
    await panel.waitFor();
    await page.mouse.click(640, 8);
    await panel.waitFor({ state: 'detached' });
  },
});
/** What must work by keyboard alone; each throws when it does not. */
views.push(
  {
    name: 'keys-palette',
    query: 'theme=light',
    act: async (page) => {
      await page.getByRole('button', { name: 'Open the palette' }).press('Enter');
      await page.keyboard.type('ambul');
      await page.getByRole('option').first().waitFor();
      const found = await page.getByRole('dialog').getByRole('option').allTextContents();
      if (found.length !== 1 || !found[0]?.startsWith('Emergency card'))
        throw new Error(`found ${found.join(', ')}`);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    },
  },
  {
    name: 'keys-splitter',
    query: 'page=desk',
    act: async (page) => {
      const column = page.getByRole('navigation');
      const before = (await column.boundingBox())?.width ?? 0;
      if (Math.abs(before - 272) > 2) throw new Error(`the left column is ${before} px wide`);
      await page.getByRole('separator').first().press('ArrowRight');
      await page.waitForFunction(
        (w) => (document.querySelector('nav')?.getBoundingClientRect().width ?? 0) > w,
        before,
      );
      const kept = (): Promise<unknown> =>
        page.waitForFunction(() => {
          const wide = Math.round(document.querySelector('nav')?.getBoundingClientRect().width ?? 0);
          return document.documentElement.dataset['widths'] === `${wide} 376`;
        });
      await kept();
      const edge = await page.getByRole('separator').first().boundingBox();
      if (!edge) throw new Error('no splitter');
      await page.mouse.move(edge.x + 5, 400);
      await page.mouse.down();
      await page.mouse.move(edge.x - 60, 400, { steps: 4 });
      await page.mouse.up();
      await page.waitForFunction(
        (x) => (document.querySelector('nav')?.getBoundingClientRect().width ?? x) < x - 40,
        edge.x,
      );
      await kept();
    },
  },
  {
    name: 'keys-drawer',
    query: 'theme=light',
    act: async (page) => {
      const opener = page.getByRole('button', { name: 'Open the drawer' });
      await opener.press('Enter');
      await page.getByRole('complementary').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('complementary').waitFor({ state: 'detached' });
      if (!(await opener.evaluate((e) => e === document.activeElement)))
        throw new Error('the focus did not come back');
    },
  },
);
views.push({ name: 'forced-light', query: 'theme=light', full: true, forced: true });
views.push({ name: 'forced-dark', query: 'theme=dark', full: true, forced: true });
views.push({ name: 'pseudo', query: 'page=desk&locale=en-XA', size: [1280, 720] });

await build({
  root: join(root, 'renderer'),
  configFile: join(root, 'vite.config.ts'),
  mode: 'gallery',
  logLevel: 'warn',
});
mkdirSync(out, { recursive: true });
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = server.address();
const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
const browser = await playwright.launch({
  executablePath: process.env.CARELINE_CHROMIUM ?? (await chromium.executablePath()),
  // Not the package's own arguments: they switch web security off, and with it what is looked at here.
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--font-render-hinting=none'],
});
const axe = readFileSync(join(root, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
const problems: string[] = [];
const only = process.argv[3];

const looked = views.filter(({ name }) => !only || name.includes(only));
for (const view of looked) {
  const [width, height] = view.size ?? [1280, 720];
  const page = await browser.newPage({
    viewport: { width, height },
    reducedMotion: 'reduce',
    forcedColors: view.forced ? 'active' : 'none',
  });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      problems.push(`${view.name}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`${view.name}: ${error.message}`));
  await page.goto(`${origin}/gallery.html?${view.query}`);
  await page.locator('h1').first().waitFor({ state: 'attached' });
  await page.evaluate(() => document.fonts.ready.then(() => true));
  await view.act?.(page).catch((error: Error) => problems.push(`${view.name}: ${error.message}`));
  await page.screenshot({ path: join(out, `${view.name}.png`), fullPage: view.full ?? false });
  // A page function's source may run under the page's policy; axe comes the same way.
  await page.evaluate(axe);
  const found = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  );
  for (const violation of found.violations)
    for (const node of violation.nodes)
      problems.push(
        `${view.name}: ${violation.id}: ${node.target.join(' ')}\n    ${node.failureSummary ?? ''}`,
      );
  await page.close();
}

await browser.close();
server.close();
writeFileSync(join(out, 'problems.txt'), problems.join('\n'));
console.log(
  problems.length === 0
    ? `axe and policy: 0 violations in ${looked.length} views`
    : problems.slice(0, 40).join('\n'),
);
process.exit(problems.length === 0 ? 0 : 1);
