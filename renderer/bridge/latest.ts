// Questions that overtake each other: only the latest one's answer is ever shown. Apart from React, so that lateness can
// be tested.

export interface Newest<Question> {
  ask(question: Question): void;
  stop(): void;
}

/** Asks one thing at a time: a newer question cancels the older one, whose late answer is never shown. */
export function createNewest<Question, Answer>(
  run: (question: Question, signal: AbortSignal) => Promise<Answer>,
  show: (question: Question, answer: Answer | null) => void,
): Newest<Question> {
  let running: AbortController | null = null;
  return {
    ask(question) {
      running?.abort();
      const mine = new AbortController();
      running = mine;
      show(question, null);
      void run(question, mine.signal).then((answer) => {
        if (running === mine) show(question, answer);
      });
    },
    stop() {
      running?.abort();
      running = null;
    },
  };
}

/** Reads the same thing again and again: of two readings under way only the later one is shown. */
export function createReader<Answer>(
  read: () => Promise<Answer>,
  show: (answer: Answer) => void,
): { read(): Promise<void>; stop(): void } {
  let turn = 0;
  return {
    async read() {
      const mine = ++turn;
      const answer = await read();
      if (mine === turn) show(answer);
    },
    stop() {
      turn++;
    },
  };
}
