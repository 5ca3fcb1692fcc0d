// How agreement is written: two places, a real minus; too little to say is `–`, never 0.
export const kappaText = (kappa: number | null): string =>
  kappa === null ? '–' : kappa.toFixed(2).replace(/^-/, '−');

/** Whole percent of the pairs that got exactly the same level. */
export const shareSame = ({ n, same }: { n: number; same: number }): number =>
  n === 0 ? 0 : Math.round((100 * same) / n);
