// The labels of the GoEmotions task and its two groupings, as its authors publish them; order is the order of the weights.
export const goLabels = [
  'admiration',
  'amusement',
  'anger',
  'annoyance',
  'approval',
  'caring',
  'confusion',
  'curiosity',
  'desire',
  'disappointment',
  'disapproval',
  'disgust',
  'embarrassment',
  'excitement',
  'fear',
  'gratitude',
  'grief',
  'joy',
  'love',
  'nervousness',
  'optimism',
  'pride',
  'realization',
  'relief',
  'remorse',
  'sadness',
  'surprise',
  'neutral',
] as const;
export type GoLabel = (typeof goLabels)[number];

/** The six emotions after Ekman, and neutral. */
export const ekmanGroups: Readonly<Record<string, readonly GoLabel[]>> = {
  anger: ['anger', 'annoyance', 'disapproval'],
  disgust: ['disgust'],
  fear: ['fear', 'nervousness'],
  joy: [
    'joy',
    'amusement',
    'approval',
    'excitement',
    'gratitude',
    'love',
    'optimism',
    'relief',
    'pride',
    'admiration',
    'desire',
    'caring',
  ],
  sadness: ['sadness', 'disappointment', 'embarrassment', 'grief', 'remorse'],
  surprise: ['surprise', 'realization', 'confusion', 'curiosity'],
  neutral: ['neutral'],
};

export const sentimentGroups: Readonly<Record<string, readonly GoLabel[]>> = {
  positive: [
    'amusement',
    'excitement',
    'joy',
    'love',
    'desire',
    'optimism',
    'caring',
    'pride',
    'admiration',
    'gratitude',
    'relief',
    'approval',
  ],
  negative: [
    'fear',
    'nervousness',
    'remorse',
    'embarrassment',
    'disappointment',
    'sadness',
    'grief',
    'disgust',
    'anger',
    'annoyance',
    'disapproval',
  ],
  ambiguous: ['realization', 'surprise', 'curiosity', 'confusion'],
  neutral: ['neutral'],
};
export const ekmanLabels = Object.keys(ekmanGroups);
export const sentimentLabels = Object.keys(sentimentGroups);

/** All 39 outputs in the order of the file: 28, 7, 4. */
export const headLabels: readonly string[] = [
  ...goLabels,
  ...ekmanLabels.map((l) => `ekman:${l}`),
  ...sentimentLabels.map((l) => `sentiment:${l}`),
];

/** Which of the 39 outputs a set of GoEmotions labels switches on. */
export function headTargets(labels: readonly string[]): Float32Array {
  const on = new Float32Array(headLabels.length);
  const mark = (groups: Readonly<Record<string, readonly string[]>>, from: number): void => {
    Object.values(groups).forEach((members, i) => {
      if (members.some((m) => labels.includes(m))) on[from + i] = 1;
    });
  };
  goLabels.forEach((label, i) => {
    if (labels.includes(label)) on[i] = 1;
  });
  mark(ekmanGroups, goLabels.length);
  mark(sentimentGroups, goLabels.length + ekmanLabels.length);
  return on;
}
