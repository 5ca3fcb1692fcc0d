// Whether a new key is being chosen (settings): none does anything meanwhile, so that it can be pressed.
export const choosing = { key: false };
