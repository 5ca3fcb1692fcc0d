// Which calls a person answered or ended on this page, so that a card takes the focus only where a hand is at work on it:
// never after a load, a rebuild or a reconnect, when what is typed on would press the keys of the card.

type Press = 'answer' | 'end' | 'answer-typing';
const pressed = new Set<string>();
const keyOf = (what: Press, callId: string): string => `${what} ${callId}`;

/** Who typed as they answered types on: into the notes, not into a card whose keys would act. */
export const notePressed = (what: 'answer' | 'end', callId: string, typing: boolean): void =>
  void pressed.add(keyOf(what === 'answer' && typing ? 'answer-typing' : what, callId));

/** Whether a person did this to the call here. Answers true once: the focus is taken once. */
export const takePressed = (what: Press, callId: string): boolean => pressed.delete(keyOf(what, callId));

/** Whether a card that is still to come takes the focus for this. */
export const isPressed = (what: Press, callId: string): boolean => pressed.has(keyOf(what, callId));
