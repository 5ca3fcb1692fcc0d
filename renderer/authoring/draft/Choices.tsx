// Several of a few, ticked in a small box: who may see it, which calls it serves.
import { useId } from 'react';
import { Checkbox } from '../../ui/index.ts';

export function Choices<Id extends string | number>({
  label,
  note,
  options,
  chosen,
  isDisabled,
  onChange,
}: {
  label: string;
  note: string;
  options: readonly { id: Id; title: string }[];
  chosen: readonly Id[];
  isDisabled: boolean;
  onChange: (chosen: Id[]) => void;
}) {
  const id = useId();
  return (
    <details className="cl-draft-choices">
      <summary>
        <span id={id}>{label}</span>
        <span className="cl-detail-quiet">{note}</span>
      </summary>
      <div role="group" aria-labelledby={id}>
        {options.map((option) => (
          <Checkbox
            key={option.id}
            isSelected={chosen.includes(option.id)}
            isDisabled={isDisabled}
            onChange={(on) =>
              onChange(
                options.map((one) => one.id).filter((one) => (one === option.id ? on : chosen.includes(one))),
              )
            }
          >
            {option.title}
          </Checkbox>
        ))}
      </div>
    </details>
  );
}
