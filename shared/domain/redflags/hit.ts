// What the rule layer reports: which rule saw which words. A hit says "look here"; the absence of hits says nothing.
import type { EmergencyAction } from '../emergency/card.ts';
import type { RedFlagGroup } from './groups.ts';

export interface RedFlagHit {
  /** At most 60 characters, stable between versions of the rules. */
  ruleId: string;
  group: RedFlagGroup;
  /** UTF-16 offsets into the scanned text; `0 <= start < end <= text.length`. */
  start: number;
  end: number;
  /** The caller's own words between the offsets, cut at 300 UTF-16 units. */
  words: string;
  action: EmergencyAction;
}
