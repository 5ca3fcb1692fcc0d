// The card's content. A copy travels with the page, so that F9 never waits and never fails; the desk's own replaces it.
import { create } from 'zustand';
import type { EmergencyCard } from '#shared/domain/emergency/card.ts';
import { careline } from '../bridge/index.ts';
import own from '../../data/emergency/card.json' with { type: 'json' };

/** A test parses the same file with the schema: no schema travels with the page. */
const ownCopy = own as unknown as EmergencyCard;

export const useCardStore = create<{ card: EmergencyCard; from: 'page' | 'desk' }>()(() => ({
  card: ownCopy,
  from: 'page',
}));

/** Asks the desk for its card; until then, and when it can't answer, the page's copy stands. */
export async function loadCard(): Promise<void> {
  const result = await careline.emergency.card();
  if (result.ok) useCardStore.setState({ card: result.value, from: 'desk' });
}
