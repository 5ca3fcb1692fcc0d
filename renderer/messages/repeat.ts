// A repeat call about the same patient (M23): the new message names the earlier one, and is one step more urgent. Pure.
import type { DraftFields, Urgency } from '#shared/domain/messages/message.ts';
import { afterRepeat } from '#shared/domain/messages/urgency.ts';

/** Linked: one step more urgent than the earlier message and no less than it is. Linking twice raises once. */
export function withRepeat(f: DraftFields, earlier: { id: string; urgency: Urgency }): DraftFields {
  if (f.repeats === earlier.id) return f;
  return { ...f, repeats: earlier.id, urgency: afterRepeat(f.urgency, earlier.urgency) };
}

/** A draft opened as a second call: who it is about is taken over where nothing was typed, the words are not. */
export function withEarlier(
  f: DraftFields,
  earlier: { id: string; fields: DraftFields; urgency: Urgency },
): DraftFields {
  const { patientName, patientBirthDate, patientBirthDateTyped, patientRef, usualProvider } = earlier.fields;
  const fresh = f.patientName.trim() === '' && f.patientBirthDateTyped.trim() === '';
  const about = fresh
    ? {
        patientName,
        patientBirthDate,
        patientBirthDateTyped: patientBirthDateTyped || patientBirthDate,
        patientRef,
        usualProvider,
      }
    : {};
  return withRepeat({ ...f, ...about }, earlier);
}
