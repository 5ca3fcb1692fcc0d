// Each way in which the product is made weaker on purpose, and the specs that must notice.
import type { Edit } from './edit.ts';
import { bridgeRows } from './rows-bridge.ts';
import { failureRows } from './rows-failures.ts';
import { keystoreRows } from './rows-keystore.ts';
import { shellRows } from './rows-shell.ts';
import { storyRows } from './rows-story.ts';
import { wayOutRows } from './rows-ways-out.ts';
import { windowRows } from './rows-windows.ts';

export interface Mutation {
  name: string;
  /** What it takes away, as a sentence's end: "the window is …". */
  removes: string;
  edits: readonly Edit[];
  /** `file › a piece of the title`: at least one of them must fail. */
  caughtBy: readonly string[];
  /** Only specs whose full title matches are run: for those that need none of the ones before them. */
  only?: string;
  /** What the stand-in can't show. */
  note?: string;
}

export const mutations: readonly Mutation[] = [
  ...shellRows,
  ...wayOutRows,
  ...bridgeRows,
  ...windowRows,
  ...keystoreRows,
  ...failureRows,
  ...storyRows,
];
