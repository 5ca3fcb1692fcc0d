// Which draft a person has just opened or saved: its form, or the message it became, takes the focus once when it is drawn.
let opened: string | null = null;

export function markOpened(draftId: string): void {
  opened = draftId;
}
/** True once after `markOpened` of this draft. */
export function takeOpened(draftId: string): boolean {
  const yes = opened === draftId;
  if (yes) opened = null;
  return yes;
}
