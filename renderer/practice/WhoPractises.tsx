// Asked once at this desk: attempts, trend and certificates are somebody's. Whoever is on the trainer's list is offered by name, so
// that what they play carries their id at the live desk; a name that is typed alike is asked about. It stays in the practice vault.
import { GraduationCap, UserCheck } from 'lucide-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { PracticeTrainee } from '#shared/contract/practice.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { deskNow } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, Icon, TextField } from '../ui/index.ts';
import { readPractice, sitDown, usePractice } from './store.ts';
import { alike, type Known } from './who.ts';

function usePeople(): readonly Known[] {
  const [people, setPeople] = useState<readonly Known[]>([]);
  const [times, setTimes] = useState(0);
  useTopic(careline.practice.changed, () => setTimes((n) => n + 1));
  useEffect(() => {
    let left = false;
    // Without the list a name can still be typed.
    void careline.practice.people().then((found) => !left && found.ok && setPeople(found.value));
    return () => {
      left = true;
    };
  }, [times]);
  return people;
}

export function WhoPractises({ onDone }: { onDone?: () => void }) {
  const was = usePractice((s) => s.trainee?.name ?? '');
  const people = usePeople();
  const [name, setName] = useState('');
  const [asks, setAsks] = useState<readonly Known[]>([]);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' });
  }, [people.length, asks.length]);
  async function sit(who: PracticeTrainee): Promise<void> {
    if (busy) return;
    setBusy(true);
    const failed = await sitDown(who);
    if (failed === null) await readPractice(deskNow);
    setBusy(false);
    setFailure(failed?.code ?? null);
    if (failed === null) onDone?.();
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') return;
    const same = alike(people, name);
    if (same.length > 0) setAsks(same);
    else void sit({ id: null, name: name.trim() });
  };
  return (
    <form ref={form} className="cl-panel cl-panel-active cl-practice-who cl-stack" onSubmit={submit}>
      <div className="cl-inline">
        <Icon of={GraduationCap} size={20} />
        <h2 className="cl-name">{t('practice.who.title')}</h2>
      </div>
      <p className="cl-detail">{t('practice.who.what')}</p>
      {failure !== null && (
        <Banner tone="amber" title={errorText(failure).sentence}>
          {errorText(failure).next}
        </Banner>
      )}
      {asks.length > 0 ? (
        <>
          <p role="status">{t('practice.who.is-you', { name: name.trim() })}</p>
          <People people={asks} isDisabled={busy} onChoose={(who) => void sit(who)} leads />
          <p className="cl-detail">{t('practice.who.is-you.what')}</p>
          <div className="cl-inline">
            <Button isDisabled={busy} onPress={() => void sit({ id: null, name: name.trim() })}>
              {t('practice.who.other')}
            </Button>
            <Button kind="plain" onPress={() => setAsks([])}>
              {t('practice.who.back')}
            </Button>
          </div>
        </>
      ) : (
        <>
          {people.length > 0 && (
            <People people={people} isDisabled={busy} onChoose={(who) => void sit(who)} />
          )}
          <TextField
            label={t(people.length > 0 ? 'practice.who.name.other' : 'practice.who.name')}
            autoFocus
            maxLength={80}
            value={name}
            onChange={setName}
            placeholder={was}
          />
          <div className="cl-inline">
            <Button
              kind="primary"
              type="submit"
              keys="Enter"
              isDisabled={name.trim() === ''}
              isPending={busy}
            >
              {t('practice.who.begin')}
            </Button>
            {onDone && <Button onPress={onDone}>{t('practice.who.keep', { name: was })}</Button>}
          </div>
        </>
      )}
    </form>
  );
}

interface PeopleProps {
  people: readonly Known[];
  isDisabled: boolean;
  leads?: boolean;
  onChoose: (who: Known) => void;
}
function People({ people, isDisabled, leads = false, onChoose }: PeopleProps) {
  return (
    <ul className="cl-practice-people" aria-label={t('practice.who.people')}>
      {people.map((one, i) => (
        <li key={one.id}>
          <Button
            icon={UserCheck}
            kind={leads && i === 0 ? 'primary' : 'quiet'}
            autoFocus={leads && i === 0}
            isDisabled={isDisabled}
            onPress={() => onChoose(one)}
          >
            {one.name} <span className="cl-mono">{one.id}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
