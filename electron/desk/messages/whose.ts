// Whether what is to be joined with a message is about another person than the message is. What can't be told counts as
// another one: refusing costs a second message, joining puts one patient's allergies under another's name.
import type { DraftFields } from '#shared/domain/messages/message.ts';

type Named = Pick<DraftFields, 'patientRef' | 'patientName' | 'patientBirthDate'>;

const wordsOf = (name: string): string[] =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
/** "Goldner, Barrett" is "Barrett Goldner"; one name of several may be left out. */
function sameName(a: string, b: string): boolean {
  const [x, y] = [wordsOf(a), wordsOf(b)];
  const [fewer, more] = x.length <= y.length ? [x, y] : [y, x];
  return fewer.length > 0 && fewer.every((word) => more.includes(word));
}

/** `more` with an empty `patientRef` but a name is somebody who is not in the record. */
export function isAboutOther(
  message: Named & { patientBirthDateTyped?: string | undefined },
  more: Partial<Named>,
): boolean {
  const { patientRef = '', patientName = '', patientBirthDate = '' } = more;
  const sayNobody = patientRef === '' && patientName === '' && patientBirthDate === '';
  if (sayNobody) return false;
  if (message.patientRef !== '') return message.patientRef !== patientRef;
  const born = message.patientBirthDate;
  if (born !== '' && patientBirthDate !== '' && born !== patientBirthDate) return true;
  if (message.patientName !== '' && patientName !== '') return !sameName(message.patientName, patientName);
  // A birth date without a name, or a name beside none: only the same date says that it is the same person.
  const isNamed = message.patientName !== '' || born !== '' || (message.patientBirthDateTyped ?? '') !== '';
  return isNamed && (born === '' || born !== patientBirthDate);
}
