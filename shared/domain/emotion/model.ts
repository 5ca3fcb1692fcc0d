// The model in memory: named blocks, so that the floors' heads and the caller's heads live in one file and are refused or
// read together.
import type { LinearBlock } from './linear.ts';
import type { NetBlock } from './net.ts';

export type Block =
  | { kind: 'linear'; linear: LinearBlock }
  | { kind: 'net'; net: NetBlock }
  | { kind: 'table'; bytes: Uint8Array };
export interface NamedBlock {
  name: string;
  block: Block;
}
export interface EmotionModel {
  blocks: ReadonlyMap<string, Block>;
}

export function linearOf(model: EmotionModel, name: string): LinearBlock | null {
  const block = model.blocks.get(name);
  return block?.kind === 'linear' ? block.linear : null;
}
export function netOf(model: EmotionModel, name: string): NetBlock | null {
  const block = model.blocks.get(name);
  return block?.kind === 'net' ? block.net : null;
}
export function tableOf(model: EmotionModel, name: string): Uint8Array | null {
  const block = model.blocks.get(name);
  return block?.kind === 'table' ? block.bytes : null;
}
