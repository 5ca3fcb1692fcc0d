// Two versions that were made from the same one: what differs, side by side, and a person says which one counts (C39).
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { Account } from '#shared/domain/accounts/account.ts';
import { maskCards } from '#shared/domain/pan/index.ts';
import type { Failure } from '#shared/domain/result.ts';
import { careline } from '../../bridge/index.ts';
import { t } from '../../text/t.ts';
import { Banner, Button, TextField } from '../../ui/index.ts';
import { timeThere } from '../clock-words.ts';
import { NotSaved } from '../NotSaved.tsx';
import { readView } from '../view-store.ts';
import { fieldRows } from './field-words.ts';
import type { Version } from './versions.ts';

/** As the contract has it: a reason of one letter says nothing. */
const shortest = 3;

export interface ConflictProps {
  messageId: string;
  /** The versions that wait for a choice, oldest first. */
  versions: readonly Version[];
  account: Account | null;
  zone: string;
}

export function Conflict({ messageId, versions, account, zone }: ConflictProps) {
  const [chosen, setChosen] = useState<{ entryId: string; id: string } | null>(null);
  const [why, setWhy] = useState('');
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const rows = versions.map((v) => fieldRows(v.fields, account));
  const differing = (rows[0] ?? []).filter((row, at) => rows.some((other) => other[at]?.text !== row.text));
  const settle = async (): Promise<void> => {
    if (chosen === null || saving) return;
    setSaving(true);
    const result = await careline.messages.settle(
      { id: chosen.id, messageId, entryId: chosen.entryId, why: maskCards(why.trim()).text },
      { sureWithin: 60_000 },
    );
    setSaving(false);
    setFailure(result.ok ? null : result);
    if (result.ok) void readView(messageId);
  };
  return (
    <section className="cl-messages-conflict" aria-label={t('messages.conflict')}>
      <Banner tone="amber" spoken={false} title={t('messages.conflict')}>
        {t('messages.conflict.what')}
      </Banner>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('messages.conflict.field')}</th>
            {versions.map((v) => (
              <th key={v.entryId} scope="col">
                {t('messages.conflict.by', { name: v.by, time: timeThere(v.at, zone) })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {differing.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.label}</th>
              {rows.map((other, at) => {
                const text = other.find((r) => r.id === row.id)?.text ?? '';
                return (
                  <td key={versions[at]?.entryId}>{text === '' ? t('messages.conflict.none') : text}</td>
                );
              })}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td />
            {versions.map((v) => (
              <td key={v.entryId}>
                <Button
                  size="small"
                  kind={chosen?.entryId === v.entryId ? 'primary' : 'quiet'}
                  onPress={() => setChosen({ entryId: v.entryId ?? '', id: uuidv7() })}
                >
                  {t('messages.conflict.choose')}
                </Button>
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
      {chosen !== null && (
        <div className="cl-messages-flag-why">
          <TextField
            label={t('messages.conflict.why')}
            autoFocus
            maxLength={300}
            value={why}
            onChange={setWhy}
          />
          <Button
            kind="primary"
            isDisabled={why.trim().length < shortest}
            isPending={saving}
            onPress={() => void settle()}
          >
            {t('messages.conflict.settle')}
          </Button>
          <Button kind="plain" onPress={() => setChosen(null)}>
            {t('messages.conflict.not')}
          </Button>
        </div>
      )}
      {failure !== null && <NotSaved failure={failure} />}
    </section>
  );
}
