// Card numbers in free text (C24): one door.
export { findCards, luhn, maskCards, maskWhileTyping, type FoundCard } from './cards.ts';
