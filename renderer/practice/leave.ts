// Out of practice: back to the real desk, at once and with the emergency card open when a real emergency asks for it.

export const leavePractice = (): void => window.location.assign('?');
/** The real desk opens its own card (`renderer/app/place.ts`): practice must never stand between a person and help. */
export const leaveForEmergency = (): void => window.location.assign('?emergency');
