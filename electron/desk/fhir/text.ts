// Text of a record as it may be shown: one line, no control or direction marks (a name must not turn the line around),
// not longer than the panel takes. Markup stays as inert characters; the page never reads it as markup.
const longest = 300;
const invisible = /[\p{Cc}\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF]+/gu;

export function cleanText(raw: string): string {
  // Cut first: five million letters are not worth a regular expression.
  const cut = raw.length > longest * 4 ? raw.slice(0, longest * 4) : raw;
  const text = cut.replace(invisible, ' ').replace(/\s+/g, ' ').trim().toWellFormed();
  return text.length <= longest
    ? text
    : `${text
        .slice(0, longest - 1)
        .trimEnd()
        .toWellFormed()}…`;
}
