// The seven states a caller can be heard in, and the mood each of them orders phrases by (product.md 4b).
export const callerStates = ['afraid', 'angry', 'sad', 'confused', 'in_pain', 'grateful', 'calm'] as const;
export type CallerState = (typeof callerStates)[number];

/** The mood chip a state stands for; phrases are kept by mood. */
export const moodOf = (
  state: CallerState,
): 'anxious' | 'angry' | 'grieving' | 'confused' | 'in_pain' | 'calm' =>
  state === 'afraid' ? 'anxious' : state === 'sad' ? 'grieving' : state === 'grateful' ? 'calm' : state;
