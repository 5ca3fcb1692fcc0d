// An article's markdown as it is read: marks of headings, bold words and tables would only be noise between two versions. Pure.

/** Letters and figures stay as they are, and every line that has some stays a line. */
export const readable = (markdown: string): string =>
  markdown
    .split('\n')
    .filter((line) => !/^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$/.test(line))
    .map((line) =>
      line
        .replace(/^(\s*)#{1,6}\s+/, '$1')
        .replace(/^(\s*)[-*+]\s+/, '$1• ')
        .replaceAll(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
        .replace(/^\s*\|(.*)\|\s*$/, (_row, cells: string) =>
          cells
            .split('|')
            .map((c) => c.trim())
            .join(' · '),
        ),
    )
    .join('\n');
