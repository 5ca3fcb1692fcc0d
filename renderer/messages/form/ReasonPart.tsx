// M9 and M10: why they call, in the account's words, and what they said, in their own.
import { MessageSquareQuote } from 'lucide-react';
import { use } from 'react';
import { t } from '../../text/t.ts';
import { ComboBox, TextArea } from '../../ui/index.ts';
import { roomLeft } from '../fold.ts';
import { withReason } from '../rules.ts';
import { Field, Part } from './Part.tsx';
import { errorOf, Lacking, type PartProps } from './part.ts';

/** Characters the caller's words have room for. */
const most = 6000;

export function ReasonPart({ f, change, set, account }: PartProps) {
  const lacking = use(Lacking);
  const left = roomLeft(f.verbatim, most);
  return (
    <Part title={t('messages.part.reason')} icon={MessageSquareQuote}>
      <Field name="reason">
        <ComboBox
          label={t('messages.reason')}
          options={account.reasons.map((r) => ({ id: r.code, title: r.label }))}
          value={account.reasons.find((r) => r.code === f.reasonCode)?.code ?? null}
          onChange={(code) => {
            if (code !== null && code !== f.reasonCode) change((now) => withReason(now, account, code));
          }}
          {...errorOf(lacking, 'reason')}
        />
      </Field>
      <Field name="underlying-why">
        <TextArea
          label={t('messages.underlying-why')}
          optional
          rows={1}
          maxLength={600}
          placeholder={t('messages.underlying-why.hint')}
          value={f.underlyingWhy}
          onChange={(underlyingWhy) => set({ underlyingWhy })}
        />
      </Field>
      <Field name="verbatim" wide>
        <TextArea
          label={t('messages.verbatim')}
          mark={t('messages.verbatim.mark')}
          said
          rows={4}
          maxLength={most}
          placeholder={t('messages.verbatim.hint')}
          value={f.verbatim}
          onChange={(verbatim) => set({ verbatim })}
          {...(left === null ? {} : { hint: t('messages.room-left', { count: left }) })}
          {...errorOf(lacking, 'verbatim')}
        />
      </Field>
    </Part>
  );
}
