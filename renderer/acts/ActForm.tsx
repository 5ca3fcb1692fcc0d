// The form with what becomes of it said before it is sent: in the record, as a task, or as a message, and why.
import { MessageSquarePlus, Send } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { OfferedAct } from '#shared/contract/acts.ts';
import type { Failure } from '#shared/domain/result.ts';
import { useDeskView } from '../app/desk-store.ts';
import { useKept } from '../app/kept-words.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button } from '../ui/index.ts';
import { asMessage, begin, namesOf } from './doing.ts';
import { forms } from './forms.tsx';
import type { Here } from './here.ts';
import type { Known } from './prefill.ts';
import { useForm } from './use-form.ts';
import { howText } from './words.ts';

export function ActForm({ here, known, offered }: { here: Here; known: Known; offered: OfferedAct }) {
  const form = useForm(here, known);
  const at = namesOf(here.form);
  const [sending] = useKept(at.doing, false);
  const [failure, setFailure] = useKept<Failure | null>(at.failure, null);
  const [saving, setSaving] = useState(false);
  const isDraft = useDeskView((s) => s.centre.kind === 'draft');
  const Fields = forms[here.kind];
  const { how, why } = offered;
  const lacks = form.problems.length + form.unreadable.length;
  const refused = failure !== null && ['ehr-unsupported', 'ehr-offline'].includes(failure.code);
  const onlyMessage = how === 'message' || refused;
  const root = useRef<HTMLFormElement>(null);
  const [looked, setLooked] = useState(0);
  // What lacks is where the keys go next.
  useEffect(() => {
    if (looked > 0) root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [looked]);
  const lacking = (): void => {
    form.setTried(true);
    setLooked(looked + 1);
  };

  async function message(): Promise<void> {
    if (lacks > 0) return lacking();
    setSaving(true);
    await asMessage(here, form.act, null, isDraft ? here.contextId : null);
    setSaving(false);
  }
  function send(): void {
    if (sending || saving) return;
    if (onlyMessage) return void message();
    if (lacks > 0) return lacking();
    void begin(here, form.act);
  }
  return (
    <form
      ref={root}
      className="cl-acts-form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        send();
      }}
    >
      <div className="cl-acts-fields">
        {failure !== null && !refused && (
          <Banner tone="amber" title={errorText(failure.code).sentence} onDismiss={() => setFailure(null)}>
            {errorText(failure.code).next}
          </Banner>
        )}
        <Fields here={here} form={form} />
      </div>
      <footer className="cl-task-foot">
        <span className="cl-detail">
          {form.tried && lacks > 0
            ? t('acts.lacks', { count: lacks })
            : howText(
                onlyMessage ? 'message' : how,
                refused && how !== 'message' ? 'no-task' : why,
                form.act,
              )}
        </span>
        {!onlyMessage && (
          <Button
            kind="plain"
            size="small"
            icon={MessageSquarePlus}
            isPending={saving}
            onPress={() => void message()}
          >
            {t('acts.as-message')}
          </Button>
        )}
        <Button
          kind="primary"
          icon={onlyMessage ? MessageSquarePlus : Send}
          keys="Ctrl+Enter"
          isPending={sending || (saving && onlyMessage)}
          onPress={send}
        >
          {t(onlyMessage ? 'acts.save-message' : how === 'task' ? 'acts.send.task' : 'acts.send')}
        </Button>
      </footer>
    </form>
  );
}
