// A number that the schedule does not have: typed, written down as being dialled, then dialled.
import { useState } from 'react';
import type { DispatchCard } from '#shared/contract/dispatch.ts';
import { t } from '../../text/t.ts';
import { Button, PhoneField } from '../../ui/index.ts';
import { dial as writeDial } from '../act.ts';
import type { Dial } from '../pick.ts';

/** A number that is on no list, as somebody at the practice gave it: written down before it is dialled, like the others. */
export function OtherNumber({ card, dial }: { card: DispatchCard; dial: Dial }) {
  const [typed, setTyped] = useState<string | null>(null);
  if (typed === null)
    return (
      <Button kind="plain" size="small" onPress={() => setTyped('')}>
        {t('dispatch.other')}
      </Button>
    );
  const enough = typed.replace(/\D/g, '').length >= 7;
  return (
    <div className="cl-dispatch-other">
      <PhoneField
        label={t('dispatch.other.label', { name: dial.contact.name })}
        value={typed}
        onChange={setTyped}
      />
      <Button
        size="small"
        isDisabled={!enough}
        onPress={() => {
          setTyped(null);
          void writeDial(card, {
            attemptId: null,
            stepId: dial.row.stepId,
            contactId: dial.contact.personId,
            method: 'voice',
            to: typed,
          });
        }}
      >
        {t('dispatch.other.call')}
      </Button>
      <Button size="small" kind="plain" onPress={() => setTyped(null)}>
        {t('dispatch.cancel')}
      </Button>
    </div>
  );
}
