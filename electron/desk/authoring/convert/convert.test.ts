// Strangers' files: what comes out is the Markdown that the product draws, whatever went in. The corpus is hostile on purpose.
import { readFileSync } from 'node:fs';
import type { Nodes } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { draftFields, longestDraftBody, emptyDraft } from '#shared/domain/knowledge/draft.ts';
import { mostImported } from '#shared/domain/knowledge/import-shapes.ts';
import { convert, type Conversion } from './convert.ts';

const from = (name: string, content: string | Uint8Array): Conversion =>
  convert({ name, format: null, content });
const why = (c: Conversion): string[] => c.refused.map((r) => r.why);
const only = (c: Conversion) => {
  expect(c.articles).toHaveLength(1);
  return c.articles[0] ?? { title: '', body: '' };
};
/** Everything that the product's parser finds in it. */
function typesIn(markdown: string): { types: Set<string>; urls: string[] } {
  const types = new Set<string>();
  const urls: string[] = [];
  const walk = (node: Nodes): void => {
    types.add(node.type);
    if ('url' in node) urls.push(node.url);
    if ('children' in node) node.children.forEach(walk);
  };
  walk(unified().use(remarkParse).use(remarkGfm).parse(markdown));
  return { types, urls };
}
const base = emptyDraft({
  kind: 'article',
  lang: 'en',
  practice: 'all',
  site: null,
  sourceName: 'Own',
  today: '2026-11-23',
  owner: null,
  ownerId: null,
});
function safe(c: Conversion): void {
  for (const made of c.articles) {
    expect(draftFields.safeParse({ ...base, ...made }).success).toBe(true);
    const { types, urls } = typesIn(made.body);
    for (const type of ['html', 'image', 'imageReference', 'definition'])
      expect([...types]).not.toContain(type);
    for (const url of urls) expect(url).toMatch(/^(https?:\/\/|mailto:|tel:)/i);
    expect(made.body).not.toMatch(/[\p{Cf}]/u);
    expect(made.body).not.toContain('\u0000');
  }
}

describe('HTML', () => {
  it('becomes headings, lists, tables and links below its title', () => {
    const made = only(
      from(
        'copay.html',
        '<html><head><title>Copay</title></head><body><h1>Copay</h1><p>Bring <b>your card</b>.</p><h2>Plans</h2>' +
          '<table><tr><th>Plan<th>Pays<tr><td>Blue<td>20</table><ul><li>one<li>two</ul><a href="https://a.example/x">more</a>',
      ),
    );
    expect(made.title).toBe('Copay');
    expect(made.body).toBe(
      'Bring **your card**.\n\n## Plans\n\n| Plan | Pays |\n| ---- | ---- |\n| Blue | 20   |\n\n- one\n- two\n\n[more](https://a.example/x)',
    );
  });
  it.each([
    ['a script', '<p>ok</p><script>alert(1)</script>', 'script'],
    ['a script in capitals, unclosed', '<p>ok</p><SCRIPT src=//x.example/a.js>', 'script'],
    ['a style', '<style>p{background:url(https://x.example)}</style><p>ok</p>', 'style'],
    ['a frame', '<p>ok</p><iframe srcdoc="<script>1</script>"></iframe>', 'frame'],
    [
      'an SVG',
      '<p>ok</p><svg><script>alert(1)</script><a xlink:href="javascript:1"><text>x</text></a></svg>',
      'svg',
    ],
    ['a handler', '<p onclick="alert(1)">ok</p>', 'handler'],
    ['a picture that fails on purpose', '<p>ok<img src=x onerror=alert(1)></p>', 'image'],
    ['a data URL', '<p>ok <a href="data:text/html,<script>1</script>">x</a></p>', 'data-url'],
    ['a script’s address', '<p>ok <a href="java\tscript:alert(1)">x</a></p>', 'odd-link'],
    ['a script’s address in entities', '<p>ok <a href="&#106;avascript:alert(1)">x</a></p>', 'odd-link'],
    ['a form', '<p>ok</p><form action="https://x.example"><input name=pw></form>', 'form'],
    ['an object', '<p>ok</p><object data="x.swf"></object>', 'frame'],
    ['a base', '<base href="https://x.example"><p>ok</p>', 'frame'],
    ['a template', '<p>ok</p><template><script>1</script></template>', 'script'],
    ['a comment that ends oddly', '<p>ok</p><!--><script>1</script>-->', 'script'],
    [
      'a MathML trick',
      '<p>ok</p><math><mtext><table><mglyph><style><img src=x onerror=1></style></mglyph></table></mtext></math>',
      'svg',
    ],
  ])('takes out %s and says where', (_what, html, reason) => {
    const made = from('page.html', `<h1>T</h1>\n${html}`);
    safe(made);
    expect(only(made).body).toContain('ok');
    expect(only(made).body).not.toMatch(/alert|xlink|srcdoc|onerror/);
    expect(made.refused.find((r) => r.why === reason)?.line).toBe(2);
    expect(made.refused.every((r) => r.outcome === 'cleaned')).toBe(true);
  });
  it('survives what is broken', () => {
    for (const html of [
      '<p>ok<b><i>x</b></i></p></div></table><td>y',
      '<table><tr><td><table><td>ok',
      '<<<<ok>>>><a<b',
      '<p ok',
      '</p>ok',
      '<ul><li>ok<ul><ol></ul>',
      '<h1>ok',
      `<p>ok${'<b>'.repeat(150)}x`,
    ])
      safe(from('page.html', html));
  });
  it('refuses by name what nests deeper than anybody writes', () => {
    const deep = from('page.html', `${'<div>'.repeat(2_000)}x`);
    expect(deep.articles).toEqual([]);
    expect(why(deep)).toEqual(['too-deep']);
  });
  it('expands no entities of its own making', () => {
    const bomb =
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>' +
      `<h1>T</h1><p>${'&c;'.repeat(2000)}</p>`;
    const made = from('page.html', bomb);
    safe(made);
    expect(only(made).body.length).toBeLessThan(40_000);
  });
});

describe('Markdown', () => {
  it('reads a head, and names what it does not know by its line', () => {
    const made = from(
      'a.md',
      '---\ntitle: Refills\nkeywords: refill, pharmacy\nlang: es-US\nreviewBy: 2027-02-30\ncolour: red\nkind: policy\n---\n# Refills\n\nText.\n\n## Say to the caller\n\nI will pass this on.\n',
    );
    expect(only(made)).toEqual({
      title: 'Refills',
      keywords: ['refill', 'pharmacy'],
      lang: 'es',
      kind: 'policy',
      body: 'Text.\n\n## Say to the caller\n\nI will pass this on.',
    });
    expect(made.refused).toEqual([
      { file: 'a.md', line: 5, why: 'bad-value', outcome: 'cleaned', what: 'reviewBy' },
      { file: 'a.md', line: 6, why: 'unknown-column', outcome: 'cleaned', what: 'colour' },
    ]);
  });
  it('takes its title from the first heading, else from its name, and keeps headings below it', () => {
    expect(only(from('a.md', '# Hours\n\ntext\n\n# More\n\ntext'))).toEqual({
      title: 'Hours',
      body: 'text\n\n## More\n\ntext',
    });
    expect(only(from('opening_hours-2026.md', 'text')).title).toBe('opening hours 2026');
  });
  it.each([
    ['---\ntitle: x\nno end', 'no-head', 1],
    ['---\ntitle: x\nnot a pair\n---\ntext', 'bad-head', 3],
  ])('refuses a head that cannot be read', (text, reason, line) => {
    const made = from('a.md', text);
    expect(made.articles).toEqual([]);
    expect(made.refused).toEqual([{ file: 'a.md', line, why: reason, outcome: 'refused', what: '' }]);
  });
  it.each([
    ['a tag within', 'ok <b onclick=alert(1)>x</b>', 'handler'],
    ['a block of HTML', 'ok\n\n<div><script>alert(1)</script><p>more</p></div>', 'script'],
    ['a picture', 'ok ![cat](https://x.example/a.png)', 'image'],
    ['a picture by reference', 'ok ![cat][1]\n\n[1]: data:image/png;base64,xx', 'image'],
    ['a script’s address', 'ok [x](javascript:alert(1))', 'odd-link'],
    ['a data URL by reference', 'ok [x][1]\n\n[1]: data:text/html,xx', 'data-url'],
    ['a script’s address in brackets', 'ok <javascript:alert(1)>', 'odd-link'],
    ['an address without a place', 'ok [x](https:)', 'odd-link'],
    ['a comment', 'ok\n\n<!-- secret -->\n\nmore', 'html'],
  ])('takes out %s', (_what, text, reason) => {
    const made = from('a.md', text);
    safe(made);
    expect(only(made).body).toContain('ok');
    expect(only(made).body).not.toMatch(/onclick|secret|script>/);
    expect(why(made)).toContain(reason);
  });
  it('refuses what nests without end', () => {
    for (const text of ['>'.repeat(5000), '['.repeat(20_000), '- '.repeat(3000)])
      expect(why(from('a.md', text))).toContain('too-deep');
  });
});

describe('a table', () => {
  it('makes an article of each row and counts lines through line breaks in cells', () => {
    const made = from(
      'faq.csv',
      'Question,Answer,Tags,Colour,Say to the caller\n"Hours, today?","line one\n\nline two",hours;open,red,We open at 8.\n,no title,,,\nNo words,,,,\n',
    );
    expect(made.articles).toEqual([
      {
        title: 'Hours, today?',
        body: 'line one\n\nline two\n\n## Say to the caller\n\nWe open at 8.',
        keywords: ['hours', 'open'],
      },
    ]);
    expect(made.refused.map((r) => [r.line, r.why, r.what])).toEqual([
      [1, 'unknown-column', 'Colour'],
      [5, 'no-title', ''],
      [6, 'no-body', ''],
    ]);
  });
  it('says which columns are missing or there twice', () => {
    expect(from('a.csv', 'colour,size\n1,2').refused.map((r) => [r.why, r.what])).toEqual([
      ['unknown-column', 'colour'],
      ['unknown-column', 'size'],
      ['missing-column', 'title'],
      ['missing-column', 'body'],
    ]);
    expect(why(from('a.csv', 'title,question,body\n1,2,3'))).toEqual(['two-columns']);
    expect(why(from('a.csv', ''))).toEqual(['empty']);
  });
  it('computes no cell, and keeps none that would be computed elsewhere', () => {
    const made = from('a.csv', 'title,body,keywords\n"=cmd|\'/C calc\'!A0","@SUM(1+1)","+A1"\n');
    expect(only(made)).toMatchObject({ title: "cmd|'/C calc'!A0", body: 'SUM(1+1)', keywords: ['A1'] });
    expect(why(made)).toEqual(['formula', 'formula', 'formula']);
  });
  it('leaves out a row whose cells nobody can tell apart, and goes on', () => {
    const made = from('a.csv', 'title,body\na,b,c\nd,e\n"open,x\n');
    expect(made.articles.map((a) => a.title)).toEqual(['d']);
    expect(made.refused.map((r) => [r.line, r.why])).toEqual([
      [2, 'bad-row'],
      [4, 'bad-row'],
    ]);
  });
  it('takes HTML in a cell, semicolons and tabs between them', () => {
    const made = from('a.csv', 'title;body\nA;<p>b<script>1</script></p>');
    safe(made);
    expect(only(made).body).toBe('b');
    expect(only(from('a.tsv', 'title\tbody\nA\tb')).title).toBe('A');
  });
  it('stops at as many rows as one import may have', () => {
    const made = from(
      'a.csv',
      `title,body\n${Array.from({ length: mostImported + 2 }, (_x, i) => `t${i},b`).join('\n')}`,
    );
    expect(made.articles).toHaveLength(mostImported);
    expect(why(made)).toEqual(['too-many']);
  });
  it('makes a card of a row that has an address alone', () => {
    expect(only(from('a.csv', 'title,url\nPortal,https://p.example/x'))).toMatchObject({
      kind: 'link',
      body: '',
    });
    expect(why(from('a.csv', 'title,url\nPortal,javascript:alert(1)'))).toEqual(['bad-value', 'no-body']);
  });
});

describe('any file', () => {
  it('is read as it was written: UTF-8 with a mark, UTF-16, Windows', () => {
    const bytes = (...b: number[]) => new Uint8Array(b);
    expect(only(from('a.md', bytes(0xef, 0xbb, 0xbf, 0x63, 0xc3, 0xa9))).body).toBe('cé');
    expect(only(from('a.md', bytes(0xff, 0xfe, 0x63, 0, 0xe9, 0))).body).toBe('cé');
    expect(only(from('a.md', bytes(0x63, 0xe9))).body).toBe('cé');
  });
  it('loses a NUL, direction overrides and zero-width characters, and says so once', () => {
    const made = from('a.md', 'first\nse\u0000cond \u202eabc\u200b\u2066 \u{e0041}');
    safe(made);
    expect(only(made).body).toBe('first\nsecond abc');
    expect(made.refused).toEqual([
      { file: 'a.md', line: 2, why: 'hidden-characters', outcome: 'cleaned', what: '5' },
    ]);
  });
  it('is no picture, archive or program', () => {
    expect(why(from('a.md', new Uint8Array(64)))).toEqual(['not-text']);
    expect(why(from('a.html', new Uint8Array([0x50, 0x4b, 3, 4, 20])))).toEqual(['not-text']);
    expect(why(from('a.docx', 'text'))).toEqual(['wrong-format']);
    expect(why(from('a.md', 'x'.repeat(400_001)))).toEqual(['too-large']);
  });
  it('is cut where a draft ends', () => {
    const made = from('a.html', `<h1>T</h1><p>${'word '.repeat(25_000)}`);
    expect(only(made).body.length).toBeLessThanOrEqual(longestDraftBody);
    expect(why(made)).toEqual(['cut']);
  });
  it('comes out as it went in when it is one of ours', () => {
    const own = readFileSync(
      new URL('../../../../data/knowledge/articles/shared/interpreter.md', import.meta.url),
      'utf8',
    );
    const made = from('interpreter.md', own);
    safe(made);
    expect(why(made)).toEqual([]);
    expect(only(made).body).toContain('## Say to the caller');
  });
});
