// One change of a source by its exact text. A text that is not there, or there twice, means that the row is out of date:
// what would be tested then is not what the row says.

export interface Edit {
  /** Path in the tree. */
  file: string;
  from: string;
  to: string;
}
export class Misfit extends Error {}

/** @throws Misfit when `from` is not in the text exactly once, or nothing would change. */
export function replaceOnce(text: string, { file, from, to }: Edit): string {
  const first = text.indexOf(from);
  if (from === '' || first === -1) throw new Misfit(`${file}: the text to replace is not there`);
  if (text.includes(from, first + 1))
    throw new Misfit(`${file}: the text to replace is there more than once`);
  if (from === to) throw new Misfit(`${file}: nothing would change`);
  return text.slice(0, first) + to + text.slice(first + from.length);
}

/** Several edits, each on what the one before left; by file, the new text. */
export function editAll(edits: readonly Edit[], read: (file: string) => string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const edit of edits) texts.set(edit.file, replaceOnce(texts.get(edit.file) ?? read(edit.file), edit));
  return texts;
}

/** What of dist/ is made from a source. */
export function partsOf(file: string): { bundles: boolean; pages: boolean } {
  const pages = /^(?:renderer|shared)\//.test(file);
  return { bundles: !file.startsWith('renderer/'), pages };
}
