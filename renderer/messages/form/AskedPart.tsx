// M8, M17, C27: what kind of caller it is, what was agreed to, and who interprets. Known by itself where the desk knows it.
import { Handshake } from 'lucide-react';
import { use } from 'react';
import { callerTypes } from '#shared/domain/messages/message.ts';
import { t } from '../../text/t.ts';
import { Checkbox, TextField, ToggleChips } from '../../ui/index.ts';
import { verificationWords } from '../verification-words.ts';
import { FieldProblem } from './FieldProblem.tsx';
import { Fold } from './Fold.tsx';
import { contentOf, type Folds } from './folds.ts';
import { Field } from './Part.tsx';
import { errorOf, Lacking, part, type PartProps } from './part.ts';
import { StatedRow } from './StatedRow.tsx';

/** The fields that it draws. */
const keys = [
  'callerType',
  'verificationLevel',
  'consentRecording',
  'consentToShare',
  'interpreterId',
  'interpreterIsMinor',
  'relayCall',
  'refused',
] as const;
type Key = (typeof keys)[number];

function Drawn({ f, set, folds }: PartProps<Key> & { folds: Folds }) {
  const lacking = use(Lacking);
  const content = contentOf.asked(f);
  return (
    <Fold
      id="asked"
      folds={folds}
      title={t('messages.part.asked')}
      icon={Handshake}
      summary={content}
      empty={f.callerType === 'public' && f.interpreterId === '' && f.refused === ''}
    >
      <Field name="caller-type" wide>
        <ToggleChips
          label={t('messages.caller-type')}
          mustChoose
          options={callerTypes.map((id) => ({ id, title: t(`messages.caller-type.${id}`) }))}
          value={f.callerType}
          onChange={(callerType) => callerType !== null && set({ callerType })}
        />
        <p className="cl-detail">{verificationWords(f.verificationLevel)}</p>
      </Field>
      <div className="cl-messages-stated-list cl-messages-wide">
        <StatedRow
          name="consent-recording"
          label={t('messages.consent.recording')}
          value={f.consentRecording}
          onChange={(consentRecording) => set({ consentRecording })}
        />
        <StatedRow
          name="consent-share"
          label={t('messages.consent.share')}
          value={f.consentToShare}
          onChange={(consentToShare) => set({ consentToShare })}
        />
      </div>
      <Field name="interpreter">
        <TextField
          label={t('messages.interpreter')}
          optional
          mono
          maxLength={60}
          value={f.interpreterId}
          onChange={(interpreterId) => set({ interpreterId })}
        />
        <FieldProblem {...errorOf(lacking, 'interpreter-minor')} />
      </Field>
      <div className="cl-messages-ticks">
        <Checkbox
          isSelected={f.interpreterIsMinor}
          onChange={(interpreterIsMinor) => set({ interpreterIsMinor })}
        >
          {t('messages.interpreter.minor')}
        </Checkbox>
        <Checkbox isSelected={f.relayCall} onChange={(relayCall) => set({ relayCall })}>
          {t('messages.relay.tick')}
        </Checkbox>
      </div>
      <Field name="refused" wide>
        <TextField
          label={t('messages.refused')}
          optional
          maxLength={300}
          placeholder={t('messages.refused.hint')}
          value={f.refused}
          onChange={(refused) => set({ refused })}
        />
      </Field>
    </Fold>
  );
}

export const AskedPart = part(keys, Drawn);
