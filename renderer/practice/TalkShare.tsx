// How the talk was shared out: words of each side, waiting, holds, questions and reflections; and the issue behind the call.
import { Ear, Search } from 'lucide-react';
import type { Score } from '#shared/domain/practice/score.ts';
import { formatSpan } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Card, DefinitionRows } from '../ui/index.ts';

export function TalkShare({ talk, why }: Pick<Score, 'talk' | 'why'>) {
  const mine = talk.share === null ? null : Math.round(talk.share * 100);
  return (
    <>
      <Card title={t('debrief.talk')} icon={Ear} level={2}>
        {mine === null ? (
          <p className="cl-detail">{t('debrief.talk.none')}</p>
        ) : (
          <>
            <p className="cl-detail">{t('debrief.talk.share', { mine, caller: 100 - mine })}</p>
            <span className="cl-practice-shares" aria-hidden="true">
              <span style={{ width: `${mine}%` }} />
            </span>
          </>
        )}
        <DefinitionRows
          rows={[
            { label: t('debrief.talk.waited'), value: formatSpan(talk.deadAirSeconds) },
            { label: t('debrief.talk.held'), value: formatSpan(talk.heldSeconds) },
            {
              label: t('debrief.talk.questions'),
              value: t('debrief.talk.reflections', {
                questions: talk.questions,
                reflections: talk.reflections,
              }),
            },
          ]}
        />
      </Card>
      {why !== null && (
        <Card
          title={t('debrief.why')}
          icon={Search}
          level={2}
          source={t('practice.next-step.rule', { rule: why.ruleId })}
        >
          <p>{t(why.named ? 'debrief.why.named' : 'debrief.why.unnamed', { title: why.title })}</p>
          {why.quote !== null && <p className="cl-detail">{t('debrief.quote', { text: why.quote })}</p>}
        </Card>
      )}
    </>
  );
}
