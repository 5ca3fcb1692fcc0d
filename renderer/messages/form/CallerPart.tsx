// M2 and the caller's relation to the patient.
import { UserRound } from 'lucide-react';
import { use } from 'react';
import { callerIs } from '#shared/domain/messages/message.ts';
import { t } from '../../text/t.ts';
import { Checkbox, TextField, ToggleChips } from '../../ui/index.ts';
import { withCaller } from '../rules.ts';
import { FieldProblem } from './FieldProblem.tsx';
import { Field, Part } from './Part.tsx';
import { errorOf, Lacking, part, type PartProps } from './part.ts';
import { Spelled } from './Spelled.tsx';

/** The fields that it draws. */
const keys = ['callerName', 'callerRefusedName', 'callerNameSpelled', 'callerIs'] as const;
type Key = (typeof keys)[number];

function Drawn({ f, change, set }: PartProps<Key>) {
  const lacking = use(Lacking);
  return (
    <Part title={t('messages.part.caller')} icon={UserRound}>
      <Field name="caller-name">
        <TextField
          label={t('messages.caller.name')}
          maxLength={160}
          value={f.callerName}
          isDisabled={f.callerRefusedName}
          onChange={(callerName) =>
            change((now) => ({ ...withCaller(now, { callerName }), callerNameSpelled: false }))
          }
          {...errorOf(lacking, 'caller-name', 'caller-name-invalid')}
        />
      </Field>
      <div className="cl-messages-ticks">
        <Checkbox
          isSelected={f.callerNameSpelled}
          isDisabled={f.callerRefusedName || f.callerName.trim() === ''}
          onChange={(callerNameSpelled) => set({ callerNameSpelled })}
        >
          {t('messages.caller.spelled')}
        </Checkbox>
        <Checkbox
          isSelected={f.callerRefusedName}
          onChange={(callerRefusedName) => set({ callerRefusedName })}
        >
          {t('messages.caller.refused')}
        </Checkbox>
      </div>
      {!f.callerRefusedName && !f.callerNameSpelled && f.callerName.trim() !== '' && (
        <div className="cl-messages-wide">
          <Spelled name={f.callerName} />
        </div>
      )}
      <Field name="caller-is" wide>
        <ToggleChips
          label={t('messages.caller.is')}
          options={callerIs.map((id) => ({ id, title: t(`messages.caller-is.${id}`) }))}
          value={f.callerIs}
          onChange={(is) => change((now) => withCaller(now, { callerIs: is }))}
        />
        <FieldProblem {...errorOf(lacking, 'caller-is')} />
      </Field>
    </Part>
  );
}

export const CallerPart = part(keys, Drawn);
