import { join, resolve, sep } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { resolveAsset } from './assets.ts';

it.each([
  ['/', 'index.html', true],
  ['/index.html', 'index.html', true],
  ['/phone.html', 'phone.html', true],
  ['/assets/index-B2_x9.js', 'assets/index-B2_x9.js', false],
  ['/assets/font.v1.woff2', 'assets/font.v1.woff2', false],
])('serves %s', (path, file, html) => {
  expect(resolveAsset(path)).toMatchObject({ ok: true, file, html });
});

it.each([
  '',
  'index.html',
  '/../package.json',
  '/..',
  '/.',
  '/./index.html',
  '/assets/../../main.js',
  '/%2e%2e/main.js',
  '/%2E%2E%2fmain.js',
  '/..%2fmain.js',
  '/..%5cmain.js',
  '/%252e%252e/main.js',
  '/%00/index.html',
  '/index.html%00.js',
  '/index.html\0.js',
  '/..\\main.js',
  '/assets\\..\\main.js',
  '\\index.html',
  '//evil.example/x.js',
  '/assets//x.js',
  '/assets/',
  '/C:/Windows/win.json',
  '/c:index.html',
  '/index.html::$DATA',
  '/index.html.',
  '/index.html ',
  '/.env.json',
  '/assets/.htaccess.json',
  '/con.html',
  '/NUL.js',
  '/assets/com1.css',
  '/~/x.js',
  '/*.js',
  '/ｉndex.html',
  '/%c0%ae%c0%ae/main.js',
  '/x.js?y',
  '/x.js#y',
  `/${'a'.repeat(500)}.js`,
])('refuses %j', (path) => {
  expect(resolveAsset(path)).toMatchObject({ ok: false, status: 400 });
});

it.each(['/main', '/main.ts', '/x.js.map', '/x.exe', '/x.HTML', '/x.constructor', '/package'])(
  'has no %s',
  (path) => {
    expect(resolveAsset(path)).toEqual({ ok: false, status: 404 });
  },
);

it('never leaves the folder, whatever the path', () => {
  const root = resolve('/srv/renderer');
  const piece = fc.constantFrom(
    '..',
    '.',
    '/',
    '\\',
    '%2e',
    '%2f',
    'a',
    ':',
    '\0',
    'x.js',
    'c:',
    '~',
    ' ',
    '.html',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const asset = resolveAsset(`/${pieces.join('')}`);
      if (asset.ok) expect(join(root, asset.file).startsWith(root + sep)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
