// Under the wrap-up: that no message was saved, before somebody closes the call as “Message taken”. The live desk's form asks for
// nothing of the kind: there a message is what the call was for.
import { usePractice } from './store.ts';
import type { Call } from '#shared/domain/calls/call.ts';
import { keysOf } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';
import { t } from '../text/t.ts';
import { Banner } from '../ui/index.ts';

export function AfterCall({ call }: { call: Call }) {
  const unsaved = usePractice((s) => s.view?.row.id === call.id && s.view.run.form === null);
  if (!unsaved) return null;
  return (
    <Banner tone="amber" spoken={false} title={t('practice.wrap.no-message')}>
      {t('practice.wrap.no-message.what', { keys: keysOf('new-message', isMac) })}
    </Banner>
  );
}
