// Which calls a person answered or ended on this page, so that a card takes the focus only where a hand is at work on it:
// never after a load, a rebuild or a reconnect, when what is typed on would press the keys of the card.

type Press = 'answer' | 'end';
const pressed = new Set<string>();
const keyOf = (what: Press, callId: string): string => `${what} ${callId}`;

export const notePressed = (what: Press, callId: string): void => void pressed.add(keyOf(what, callId));

/** Whether a person did this to the call here. Answers true once: the focus is taken once. */
export const takePressed = (what: Press, callId: string): boolean => pressed.delete(keyOf(what, callId));
