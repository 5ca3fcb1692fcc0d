// Teach-back: the caller says it in their own words. When it did not come through, it is explained anew; nobody is tested.
import { useState } from 'react';
import { fillTemplate } from '#shared/domain/script/fill.ts';
import type { ScriptFacts } from '#shared/domain/script/fields.ts';
import type { ScriptStep } from '#shared/domain/script/script.ts';
import { Filled } from '../app/Filled.tsx';
import { t } from '../text/t.ts';
import { Button, Tick } from '../ui/index.ts';

export function TeachBack({
  teach,
  facts,
  heard,
  onHeard,
}: {
  teach: NonNullable<ScriptStep['teachBack']>;
  facts: ScriptFacts;
  heard: boolean;
  onHeard: () => void;
}) {
  const [again, setAgain] = useState(false);
  return (
    <div className="cl-script-teach" role="group" aria-label={t('script.teach')}>
      <p className="cl-script-teach-ask">
        “<Filled segments={fillTemplate(again && !heard ? teach.again : teach.ask, facts)} />”
      </p>
      <p className="cl-detail">{t('script.teach.listen', { what: teach.listenFor.join(' · ') })}</p>
      <div className="cl-inline">
        <Tick isSelected={heard} onChange={onHeard}>
          {t('script.teach.heard')}
        </Tick>
        {!heard && (
          <Button size="small" kind="plain" onPress={() => setAgain(!again)}>
            {t(again ? 'script.teach.ask' : 'script.teach.again')}
          </Button>
        )}
      </div>
    </div>
  );
}
