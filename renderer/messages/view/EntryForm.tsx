// The small forms below a saved message that add one entry to it (raise, close): one id for one entry, however often it is
// pressed; what went wrong; the foot with its two buttons.
import type { LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { uuidv7 } from 'uuidv7';
import type { Failure, Result } from '#shared/domain/result.ts';
import { letGo } from '../../app/kept-words.ts';
import { t } from '../../text/t.ts';
import { announce, Button } from '../../ui/index.ts';
import { NotSaved } from '../NotSaved.tsx';
import { readView } from '../view-store.ts';

export interface EntryFormState {
  /** Made once: a repeated press is the same entry. */
  id: string;
  saving: boolean;
  failure: Failure | null;
  /** Lets the kept words go and closes the form. */
  end(): void;
  /** `said` is announced once it is written. */
  write(send: () => Promise<Result<unknown>>, said: string): Promise<void>;
}

/** `name`: prefix of the words that the form keeps (kept-words.ts). */
export function useEntryForm(name: string, messageId: string, onDone: () => void): EntryFormState {
  const [id] = useState(() => uuidv7());
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const end = (): void => {
    letGo(name);
    onDone();
  };
  return {
    id,
    saving,
    failure,
    end,
    async write(send, said) {
      if (saving) return;
      setSaving(true);
      const result = await send();
      setSaving(false);
      if (!result.ok) return setFailure(result);
      announce(said);
      void readView(messageId);
      end();
    },
  };
}

export interface EntryFormProps {
  state: EntryFormState;
  title: string;
  /** What the button says that writes it. */
  action: string;
  icon: LucideIcon;
  ready: boolean;
  onWrite: () => void;
  children: ReactNode;
}
export function EntryForm({ state, title, action, icon, ready, onWrite, children }: EntryFormProps) {
  return (
    <div className="cl-stack" role="group" aria-label={title}>
      {children}
      {state.failure !== null && <NotSaved failure={state.failure} />}
      <div className="cl-messages-bar">
        <span className="cl-messages-gap" />
        <Button kind="plain" isDisabled={state.saving} onPress={state.end}>
          {t('messages.raise.not')}
        </Button>
        <Button kind="primary" icon={icon} isDisabled={!ready} isPending={state.saving} onPress={onWrite}>
          {action}
        </Button>
      </div>
    </div>
  );
}
