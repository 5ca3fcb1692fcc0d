// What counts as which rule: a trainer adds a phrase that was meant and not heard, or takes one out that was heard wrongly. Each
// change is a version of its own and can be taken back; calls that were played keep the phrases they were played with.
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { CorrectionsOf } from '#shared/contract/training-shapes.ts';
import { careline } from '../../bridge/index.ts';
import { formatDate, formatTime } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Answer, Banner, Button, Card, EmptyState, PageHead, SearchBox, Select } from '../../ui/index.ts';
import { sayKept } from '../say.ts';
import { go, useWhere } from '../store.ts';
import { useAsked } from '../use-asked.ts';
import { RuleCard } from './RuleCard.tsx';
import { changeText } from './change-text.ts';
import { rulesFound, undone } from './rules.ts';
import './corrections.css';

export function CorrectionsPage() {
  const scenarioId = useWhere((s) => s.scenarioId);
  const phrase = useWhere((s) => s.phrase);
  const scenarios = useAsked('scenarios', () => careline.training.scenarios());
  return (
    <>
      <PageHead title={t('trainer.corrections.title')} lead={t('trainer.corrections.lead')} />
      <Answer of={scenarios}>
        {(rows) => (
          <div className="cl-trainer-filters">
            <Select
              label={t('trainer.col.scenario')}
              options={rows.map((one) => ({
                id: one.id,
                title: t('trainer.scenario.option', { id: one.id, title: one.title }),
              }))}
              value={scenarioId}
              onChange={(id) => go({ scenarioId: id })}
            />
          </div>
        )}
      </Answer>
      {phrase !== null && (
        <Banner tone="info" title={t('trainer.corrections.said')} onDismiss={() => go({ phrase: null })}>
          “{phrase}” {t('trainer.corrections.said.what')}
        </Banner>
      )}
      {scenarioId === null ? (
        <EmptyState title={t('trainer.corrections.choose')}>
          {t('trainer.corrections.choose.what')}
        </EmptyState>
      ) : (
        <Rules key={scenarioId} scenarioId={scenarioId} />
      )}
    </>
  );
}

function Rules({ scenarioId }: { scenarioId: string }) {
  const asked = useAsked(`corrections ${scenarioId}`, () => careline.training.corrections({ scenarioId }));
  const [search, setSearch] = useState('');
  return (
    <Answer of={asked}>
      {(value) => {
        const found = rulesFound(value.rules, search);
        return (
          <div className="cl-trainer-split cl-trainer-split-wide">
            <section className="cl-trainer-split-main" aria-label={t('trainer.corrections.rules')}>
              <SearchBox label={t('trainer.corrections.search')} value={search} onChange={setSearch} />
              {found.length === 0 && <p className="cl-detail">{t('trainer.corrections.none-found')}</p>}
              {found.map((rule) => (
                <RuleCard key={rule.ruleId} of={value} rule={rule} onAnswer={asked.put} />
              ))}
            </section>
            <History of={value} />
          </div>
        );
      }}
    </Answer>
  );
}

function History({ of }: { of: CorrectionsOf }) {
  return (
    <Card level={2} title={t('trainer.corrections.history', { version: of.version })}>
      {of.history.length === 0 ? (
        <p className="cl-detail">{t('trainer.corrections.shipped')}</p>
      ) : (
        <ol className="cl-trainer-plain-list">
          {of.history
            .toSorted((a, b) => b.version - a.version)
            .map((one) => (
              <li key={one.version} className="cl-trainer-change">
                <span className="cl-detail">
                  {t('trainer.corrections.version', {
                    version: one.version,
                    name: one.by,
                    date: formatDate(one.at),
                    time: formatTime(one.at),
                  })}
                </span>
                <span>
                  {one.undoes !== null
                    ? t('trainer.corrections.undid', { version: one.undoes })
                    : changeText(one)}
                </span>
                {one.undoes === null && !undone(of.history, one.version) && (
                  <Button
                    size="small"
                    icon={Undo2}
                    aria-label={t('trainer.corrections.undo.label', { version: one.version })}
                    onPress={() =>
                      void sayKept(
                        careline.training.correctUndo({
                          scenarioId: of.scenarioId,
                          version: one.version,
                        }),
                        t('trainer.corrections.undone', { version: one.version }),
                      )
                    }
                  >
                    {t('trainer.corrections.undo')}
                  </Button>
                )}
              </li>
            ))}
        </ol>
      )}
    </Card>
  );
}
