// A name in the words of the spelling alphabet, to read back to the caller (M2).
import { t } from '../../text/t.ts';
import { spelled } from '../spelling.ts';

export function Spelled({ name }: { name: string }) {
  const parts = spelled(name);
  if (parts.length === 0) return null;
  return (
    <p className="cl-messages-spelled" aria-label={t('messages.caller.spelling')}>
      {parts.map((part) => (
        <span key={part[0]?.at} className="cl-messages-spelled-part">
          {part.map(({ at, letter, word }) => (
            <span key={at}>{word === null ? letter : t('messages.caller.letter', { letter, word })}</span>
          ))}
        </span>
      ))}
    </p>
  );
}
