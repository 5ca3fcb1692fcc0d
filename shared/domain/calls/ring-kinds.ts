// Which made-up caller a demo or a test lets ring: the same names for the page's drawer and for the demo's control.

/** One scripted caller for each state that hints know. */
export const feelKinds = [
  'feels-afraid',
  'feels-angry',
  'feels-sad',
  'feels-confused',
  'feels-in-pain',
  'feels-grateful',
  'feels-calm',
] as const;
export const ringKinds = ['worried', 'chest-pain', 'angry-hold', 'random', ...feelKinds] as const;
