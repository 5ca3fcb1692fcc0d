// Out of practice, in its place rather than on top of it, so that “Back” does not lead into it again: back to the real desk, at once and with the emergency card open when a real emergency asks for it.

export const leavePractice = (): void => window.location.replace('?');
/** The real desk opens its own card (`renderer/app/place.ts`): practice must never stand between a person and help. */
export const leaveForEmergency = (): void => window.location.replace('?emergency');
