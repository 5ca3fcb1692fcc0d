// The few words the shell says itself, when there is no page left to say them. The product's words are the renderer's.

export const text = {
  pageLostTitle: 'Careline cannot show its window',
  pageLost:
    'The window stopped several times in a minute. Saved messages are safe on this computer. Close Careline and start it again; if it happens again, tell your IT support.',
  switchTitle: 'Careline does not start this way',
  switch:
    'It was started with options that take away its protection, so it has stopped before opening anything. Start it without:',
} as const;
