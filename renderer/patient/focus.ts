// Whether this panel may take the keyboard: only when nobody holds it elsewhere (a note in mid-sentence must not stop).
export function focusIsFree(): boolean {
  const active = document.activeElement;
  return (
    active === null ||
    active === document.body ||
    active.closest('.cl-patient-pad, .cl-patient-verified') !== null
  );
}
