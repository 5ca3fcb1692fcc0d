// Which scenarios trainees can be given, shipped or own, and the way to correct what counts in one.
import { SpellCheck } from 'lucide-react';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { Answer, Button, Chip, PageHead } from '../ui/index.ts';
import { TrainerTable } from './parts.tsx';
import { go } from './store.ts';
import { useAsked } from './use-asked.ts';

export function ScenariosPage() {
  const asked = useAsked('scenarios', () => careline.training.scenarios());
  return (
    <>
      <PageHead title={t('trainer.scenarios.title')} lead={t('trainer.scenarios.lead')} />
      <Answer of={asked}>
        {(rows) => (
          <TrainerTable
            caption={t('trainer.scenarios.title')}
            columns={[
              t('trainer.col.scenario'),
              t('trainer.col.language'),
              t('trainer.col.version'),
              t('trainer.col.source'),
            ]}
          >
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
          </TrainerTable>
        )}
      </Answer>
    </>
  );
}
