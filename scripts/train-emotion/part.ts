// What a part of the training is: it is given the sets and what was trained before it, and gives blocks of the model.
import type { EmotionModel, NamedBlock } from '#shared/domain/emotion/model.ts';
import type { Row } from './sets.ts';

export interface Have {
  sets(name: string): Row[];
  /** The blocks of the parts before this one. */
  model: EmotionModel;
  say(line: string): void;
}
export interface Part {
  name: string;
  train(have: Have): NamedBlock[];
}
