// The drafts of this desk, and the three ways to begin one: empty, from a scenario that is there, from a file.
import { FilePlus2, FileUp, FileText } from 'lucide-react';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { DraftRow } from '#shared/contract/training-shapes.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { formatDate, formatTime } from '../text/format.ts';
import { errorText, t } from '../text/t.ts';
import { TrainerTable } from '../trainer/parts.tsx';
import { sayKept } from '../trainer/say.ts';
import { useTraining } from '../trainer/store.ts';
import { useAsked } from '../trainer/use-asked.ts';
import {
  Answer,
  Banner,
  Button,
  Chip,
  Dialog,
  EmptyState,
  PageHead,
  Select,
  TextArea,
  TextField,
  useNow,
} from '../ui/index.ts';
import { freeScenarioId, newScenario } from './empty.ts';
import { hasDialog } from './has-dialog.ts';
import { writeForm } from './shape.ts';

export function DraftList({ onOpen }: { onOpen: (id: string) => void }) {
  const asked = useAsked('drafts', () => careline.training.drafts());
  const [begins, setBegins] = useState<'new' | 'import' | null>(null);
  return (
    <>
      <PageHead
        title={t('scenario-editor.title')}
        lead={t('scenario-editor.lead')}
        action={
          <>
            <Button icon={FileUp} onPress={() => setBegins('import')}>
              {t('scenario-editor.import')}
            </Button>
            <Button kind="primary" icon={FilePlus2} onPress={() => setBegins('new')}>
              {t('scenario-editor.new')}
            </Button>
          </>
        }
      />
      <Answer of={asked}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState icon={FileText} title={t('scenario-editor.none')}>
              {t('scenario-editor.none.what')}
            </EmptyState>
          ) : (
            <Table rows={rows} onOpen={onOpen} />
          )
        }
      </Answer>
      {begins === 'new' && <New onClose={() => setBegins(null)} onOpen={onOpen} />}
      {begins === 'import' && <Import onClose={() => setBegins(null)} onOpen={onOpen} />}
    </>
  );
}

function Table({ rows, onOpen }: { rows: readonly DraftRow[]; onOpen: (id: string) => void }) {
  return (
    <TrainerTable
      caption={t('scenario-editor.title')}
      columns={[t('trainer.col.scenario'), t('scenario-editor.col.state'), t('scenario-editor.col.changed')]}
    >
      {rows.map((row) => {
        const name = row.title || t('scenario-editor.untitled');
        return (
          <tr key={row.id}>
            <td>
              <code>{row.scenarioId || '–'}</code> {name}
            </td>
            <td>
              <span className="cl-inline">
                {row.published !== null && (
                  <Chip tone="violet">
                    {t('scenario-editor.state.published', { version: row.published })}
                  </Chip>
                )}
                {row.withdrawn && <Chip>{t('scenario-editor.state.withdrawn')}</Chip>}
                {row.published === null && !row.withdrawn && <Chip>{t('scenario-editor.draft')}</Chip>}
                {row.findings > 0 && (
                  <Chip tone="amber">{t('scenario-editor.findings', { count: row.findings })}</Chip>
                )}
              </span>
            </td>
            <td className="cl-detail">
              {t('scenario-editor.changed', {
                by: row.by,
                date: formatDate(row.changedAt),
                time: formatTime(row.changedAt),
              })}
            </td>
            <td className="cl-trainer-cell-act">
              {row.published !== null && (
                <Button
                  size="small"
                  kind="plain"
                  aria-label={t('scenario-editor.withdraw.label', { name })}
                  onPress={() =>
                    void sayKept(
                      careline.training.draftWithdraw({ id: row.id }),
                      t('scenario-editor.withdrawn', { name }),
                    )
                  }
                >
                  {t('scenario-editor.withdraw')}
                </Button>
              )}
              <Button
                size="small"
                aria-label={t('scenario-editor.open.label', { name })}
                onPress={() => onOpen(row.id)}
              >
                {t('scenario-editor.open')}
              </Button>
            </td>
          </tr>
        );
      })}
    </TrainerTable>
  );
}

interface BeginProps {
  onClose: () => void;
  onOpen: (id: string) => void;
}
const fresh = 'new';

function New({ onClose, onOpen }: BeginProps) {
  const scenarios = useAsked('scenarios', () => careline.training.scenarios());
  const trainer = useTraining((s) => s.state?.signedIn?.name ?? '');
  const [from, setFrom] = useState<string>(fresh);
  const [title, setTitle] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const now = useNow();
  const taken = scenarios.value ?? [];
  async function textOf(): Promise<Result<{ text: string }>> {
    if (from !== fresh) return careline.training.draftOf({ scenarioId: from });
    const id = freeScenarioId(taken.map((s) => s.id));
    const today = now.toISOString().slice(0, 10);
    return { ok: true, value: { text: writeForm(newScenario(id, title.trim(), trainer, today)) } };
  }
  async function begin(): Promise<void> {
    const text = await textOf();
    if (!text.ok) return setFailure(text);
    const id = uuidv7();
    const kept = await careline.training.draftSave(
      { id, revision: null, text: text.value.text },
      { sureWithin: 5000 },
    );
    if (!kept.ok) return setFailure(kept);
    onOpen(id);
  }
  const isFresh = from === fresh;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('scenario-editor.new')}
      actions={
        <>
          <Button onPress={onClose}>{t('trainer.cancel')}</Button>
          <Button
            kind="primary"
            isDisabled={(isFresh && title.trim() === '') || scenarios.value === null}
            onPress={() => void begin()}
          >
            {t('scenario-editor.new.begin')}
          </Button>
        </>
      }
    >
      <div className="cl-stack">
        <Select
          label={t('scenario-editor.new.from')}
          value={from}
          options={[
            { id: fresh, title: t('scenario-editor.new.empty'), detail: t('scenario-editor.new.empty.what') },
            ...taken.map((s) => ({
              id: s.id,
              title: t('trainer.scenario.option', { id: s.id, title: s.title }),
              detail: t('scenario-editor.new.version', { version: s.version }),
            })),
          ]}
          onChange={setFrom}
        />
        {isFresh ? (
          <TextField
            label={t('scenario-editor.head.title')}
            maxLength={80}
            value={title}
            onChange={setTitle}
          />
        ) : (
          <p className="cl-detail">{t('scenario-editor.new.copy')}</p>
        )}
        <Failed failure={failure} />
      </div>
    </Dialog>
  );
}

function Import({ onClose, onOpen }: BeginProps) {
  const [text, setText] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  async function take(given: string | null): Promise<void> {
    const result = await careline.training.draftImport({ id: uuidv7(), text: given });
    if (!result.ok) setFailure(result);
    else if (result.value !== null) onOpen(result.value.id);
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('scenario-editor.import')}
      actions={
        <>
          <Button onPress={onClose}>{t('trainer.cancel')}</Button>
          {hasDialog() && (
            <Button icon={FileUp} onPress={() => void take(null)}>
              {t('scenario-editor.import.choose')}
            </Button>
          )}
          <Button kind="primary" isDisabled={text.trim() === ''} onPress={() => void take(text)}>
            {t('scenario-editor.import.take')}
          </Button>
        </>
      }
    >
      <div className="cl-stack">
        <p>{t('scenario-editor.import.what')}</p>
        <TextArea
          label={t('scenario-editor.import.text')}
          rows={8}
          maxLength={400_000}
          value={text}
          onChange={setText}
        />
        <Failed failure={failure} />
      </div>
    </Dialog>
  );
}

function Failed({ failure }: { failure: Failure | null }) {
  if (failure === null) return null;
  const { sentence, next } = errorText(failure.code);
  return (
    <Banner tone="amber" title={sentence}>
      {next}
    </Banner>
  );
}
