// Reads the small part of XML that TwiML is. A document type, an entity of its own, too many or too deep elements are
// refused by name, so that no document can read a file, grow without end or hang the carrier.
export interface Element {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly Element[];
  /** Its own text, its children's left out; spaces collapsed. */
  text: string;
}

/** The carrier's own number for an error: 11750 too large, 12100 not well formed, 12200 not TwiML. */
export class TwimlError extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}
export const mostBytes = 64 * 1024;
const mostDepth = 6;
const mostElements = 1_000;

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const broken = (why: string): TwimlError => new TwimlError(12_100, why);

function decode(text: string): string {
  return text.replace(/&([^;&]{0,12});?/g, (whole, name: string) => {
    if (!whole.endsWith(';')) throw broken('an ampersand stands alone');
    const plain = named[name];
    if (plain !== undefined) return plain;
    const code = /^#\d{1,7}$/.test(name)
      ? Number(name.slice(1))
      : /^#x[0-9a-f]{1,6}$/i.test(name)
        ? Number.parseInt(name.slice(2), 16)
        : NaN;
    if (!(code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)) && code !== 9 && code !== 10)
      throw broken('an entity that is not known');
    return String.fromCodePoint(code);
  });
}

interface Open {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}
const token =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<\/([A-Za-z][\w.-]*)\s*>|<([A-Za-z][\w.-]*)((?:\s+[A-Za-z_:][\w:.-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|[^<]+/y;

/** @throws TwimlError */
export function parseXml(source: string): Element {
  if (Buffer.byteLength(source) > mostBytes) throw new TwimlError(11_750, 'the document is too large');
  const stack: Open[] = [];
  let root: Element | null = null;
  let count = 0;
  token.lastIndex = 0;
  const close = (): void => {
    const { name, attributes, children, text } = stack.pop() as Open;
    const done: Element = { name, attributes, children, text: text.replace(/\s+/g, ' ').trim() };
    const parent = stack.at(-1);
    if (parent) parent.children.push(done);
    else if (root === null) root = done;
    else throw broken('two documents in one');
  };
  const body = source.replace(/^\uFEFF/, '');
  while (token.lastIndex < body.length) {
    const found = token.exec(body);
    if (found === null) throw broken('not well formed');
    const [whole, closing, opening, attributes, selfClosing] = found;
    if (opening !== undefined) {
      if (++count > mostElements) throw broken('too many elements');
      if (stack.length >= mostDepth) throw broken('too deep');
      if (root !== null) throw broken('two documents in one');
      stack.push({ name: opening, attributes: readAttributes(attributes ?? ''), children: [], text: '' });
      if (selfClosing === '/') close();
    } else if (closing !== undefined) {
      if (stack.at(-1)?.name !== closing) throw broken('an element is not closed');
      close();
    } else if (whole.startsWith('<![CDATA[')) write(stack, whole.slice(9, -3));
    else if (!whole.startsWith('<')) write(stack, decode(whole));
  }
  if (stack.length > 0 || root === null) throw broken('not well formed');
  return root;
}

function write(stack: readonly Open[], text: string): void {
  const open = stack.at(-1);
  if (open) open.text += text;
  else if (text.trim() !== '') throw broken('text outside the document');
}

function readAttributes(text: string): Record<string, string> {
  const found: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [, name, double, single] of text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    if (name === undefined) continue;
    if (name in found) throw broken('an attribute stands twice');
    found[name] = decode(double ?? single ?? '');
  }
  return found;
}
