// A long text is heard in pieces, one a turn of the desk's thread (architecture rule 5).

/** Characters of one piece: the rules of three languages take a few ms for it, on a slow computer too. */
export const pieceChars = 400;

/** Cut at sentence ends or spaces where there are any; together they are the text. */
export function piecesOf(text: string, longest: number = pieceChars): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > longest) {
    const head = rest.slice(0, longest);
    const sentence = Math.max(...['. ', '! ', '? ', '\n'].map((end) => head.lastIndexOf(end)));
    const at = sentence > longest / 2 ? sentence + 1 : head.lastIndexOf(' ');
    const cut = at > longest / 3 ? at : longest;
    pieces.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  if (rest !== '') pieces.push(rest);
  return pieces.filter((p) => p !== '');
}

/** One task a turn, in order. A task that throws does not end the others; `failed` hears of it. */
export function oneATurn(soon: (task: () => void) => void, failed: (error: unknown) => void) {
  const tasks: (() => void)[] = [];
  const next = (): void => {
    const task = tasks[0];
    if (task === undefined) return;
    try {
      task();
    } catch (error) {
      failed(error);
    }
    tasks.shift();
    if (tasks.length > 0) soon(next);
  };
  return {
    waiting: (): number => tasks.length,
    add(task: () => void): void {
      tasks.push(task);
      if (tasks.length === 1) soon(next);
    },
  };
}
