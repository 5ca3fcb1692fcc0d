// Hints in the settings: the off switch of who sits here, which model is in use or why none is, totals of thumbs.
import { useEffect, useState } from 'react';
import type { AssistSettings } from '#shared/contract/assist.ts';
import { sayFailure } from '../app/say.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';
import { hasText, t } from '../text/t.ts';
import { Checkbox } from '../ui/index.ts';

function modelWords({ state, code, name, version }: AssistSettings['model']): string {
  if (state === 'ready') return t('assist.settings.model.ready', { name, version });
  if (state === 'reading') return t('assist.settings.model.reading');
  const key = `errors.${code ?? ''}`;
  return t('assist.settings.model.refused', { why: hasText(key) ? t(key) : (code ?? '') });
}

export function HintSettings() {
  const [now, setNow] = useState<AssistSettings | null>(null);
  const read = (): void => void careline.assist.settings().then((r) => r.ok && setNow(r.value));
  useEffect(read, []);
  useTopic(careline.assist.changed, read);
  if (now === null) return null;
  const change = async (hints: boolean): Promise<void> => {
    const result = await careline.assist.change({ hints });
    if (!result.ok) sayFailure(result);
    read();
  };
  return (
    <section className="cl-stack" aria-label={t('assist.settings')}>
      <h3>{t('assist.settings')}</h3>
      <Checkbox
        isSelected={now.hints}
        onChange={(hints) => void change(hints)}
        detail={t('assist.settings.hints.what')}
      >
        {t('assist.settings.hints')}
      </Checkbox>
      <p>{modelWords(now.model)}</p>
      <p className="cl-detail-quiet">
        {t(now.totals.length === 0 ? 'assist.settings.totals.none' : 'assist.settings.totals')}
      </p>
      {now.totals.length > 0 && (
        <ul className="cl-detail">
          {now.totals.map((total) => (
            <li key={`${total.state} ${total.version}`}>
              {t('assist.settings.total', { ...total, state: t(`assist.state.${total.state}`) })}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
