// What is sought: names, numbers and words that nobody else uses, and every form that a program might have written them in.

export interface Canary {
  what: string;
  text: string;
}
/** All of it invented; 555-01xx numbers are nobody's. */
export const canaries: readonly Canary[] = [
  { what: 'patient', text: 'Zephyrine Quackenbush' },
  { what: 'caller', text: 'Thaddeus Yellowquill' },
  { what: 'number', text: '+16175550173' },
  { what: 'birth date', text: '1961-03-14' },
  { what: 'words', text: 'marmalade tastes of pennies since Thursday' },
  { what: 'note', text: 'quokka behind the left knee' },
  { what: 'search', text: 'vellichor of the spleen' },
  { what: 'practice', text: 'lamplighter sonata in my elbow' },
  { what: 'secret', text: 'a lantern by the river at dusk' },
];

/** Of base64, what does not depend on the bytes before and after: three ways to stand in a longer text. */
function base64Forms(bytes: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const from = Math.ceil((before * 8) / 6);
    const whole = Math.floor(((before + bytes.length) * 8) / 6);
    return text.slice(from, whole);
  });
}
const digitsOf = (text: string): string | null => (/^\+\d{11}$/.test(text) ? text.slice(2) : null);

/** Name of the form and its bytes. */
export function formsOf({ text }: Canary): [form: string, bytes: Buffer][] {
  const utf8 = Buffer.from(text);
  const utf16 = Buffer.from(text, 'utf16le');
  const forms: [string, Buffer][] = [
    ['utf-8', utf8],
    ['utf-16le', utf16],
    ['utf-16be', Buffer.from(utf16).swap16()],
    ['hex', Buffer.from(utf8.toString('hex'))],
    ['hex in capitals', Buffer.from(utf8.toString('hex').toUpperCase())],
    ['percent', Buffer.from(encodeURIComponent(text))],
    ['form', Buffer.from(encodeURIComponent(text).replaceAll('%20', '+'))],
    ['in capitals', Buffer.from(text.toUpperCase())],
    ['in small letters', Buffer.from(text.toLowerCase())],
    ...base64Forms(utf8).map((b, n): [string, Buffer] => [`base64, ${n}`, Buffer.from(b)]),
    ...base64Forms(utf16).map((b, n): [string, Buffer] => [`base64 of utf-16, ${n}`, Buffer.from(b)]),
  ];
  const digits = digitsOf(text);
  if (digits !== null) {
    const [area, middle, last] = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)];
    for (const [form, written] of [
      ['digits', digits],
      ['dashes', `${area}-${middle}-${last}`],
      ['dots', `${area}.${middle}.${last}`],
      ['spaces', `${area} ${middle} ${last}`],
      ['brackets', `(${area}) ${middle}-${last}`],
      ['backwards', [...digits].toReversed().join('')],
    ] as const)
      forms.push([form, Buffer.from(written)]);
  }
  const seen = new Set<string>();
  return forms.filter(([, bytes]) => {
    const key = bytes.toString('latin1');
    return !seen.has(key) && seen.add(key);
  });
}
