// Which scenarios trainees can be given, shipped or own, and the way to correct what counts in one.
import { SpellCheck } from 'lucide-react';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { Button, Chip } from '../ui/index.ts';
import { Answer, PageHead } from './parts.tsx';
import { go } from './store.ts';
import { useAsked } from './use-asked.ts';

export function ScenariosPage() {
  const asked = useAsked('scenarios', () => careline.training.scenarios());
  return (
    <>
      <PageHead title={t('trainer.scenarios.title')} lead={t('trainer.scenarios.lead')} />
      <Answer of={asked}>
        {(rows) => (
          <div className="cl-trainer-scroll">
            <table className="cl-trainer-table">
              <caption className="cl-hidden">{t('trainer.scenarios.title')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('trainer.col.scenario')}</th>
                  <th scope="col">{t('trainer.col.language')}</th>
                  <th scope="col">{t('trainer.col.version')}</th>
                  <th scope="col">{t('trainer.col.source')}</th>
                  <th scope="col">
                    <span className="cl-hidden">{t('trainer.col.act')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id}>
                    <td>
                      {t('trainer.scenario.option', { id: row.id, title: row.title })}
                      {row.sensitive && <div className="cl-detail">{t('trainer.scenario.sensitive')}</div>}
                    </td>
                    <td>{t(`trainer.lang.${row.lang}`)}</td>
                    <td>{row.version}</td>
                    <td>
                      <Chip tone={row.source === 'own' ? 'violet' : 'neutral'}>
                        {t(`trainer.scenarios.${row.source}`)}
                      </Chip>
                    </td>
                    <td className="cl-trainer-cell-act">
                      <Button
                        size="small"
                        icon={SpellCheck}
                        aria-label={t('trainer.scenarios.correct.label', { id: row.id })}
                        onPress={() => go({ place: 'corrections', scenarioId: row.id })}
                      >
                        {t('trainer.scenarios.correct')}
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Answer>
    </>
  );
}
