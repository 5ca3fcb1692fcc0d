// Names of the people of this organisation, to say who an id is: what the desk knows, never a patient.
import { useEffect } from 'react';
import { create } from 'zustand';
import { careline } from '../bridge/index.ts';
import { useDesk } from '../bridge/use-desk.ts';
import { t } from '../text/t.ts';

const useNames = create<{ names: ReadonlyMap<string, string> }>()(() => ({ names: new Map() }));

export function useKeepNames(): void {
  const epoch = useDesk().hello?.epoch ?? null;
  useEffect(() => {
    void careline.session.people().then((result) => {
      if (result.ok) useNames.setState({ names: new Map(result.value.map(({ id, name }) => [id, name])) });
    });
  }, [epoch]);
}
/** Sorted by name. */
export function usePeople(): { id: string; name: string }[] {
  const names = useNames((s) => s.names);
  return [...names].map(([id, name]) => ({ id, name })).toSorted((a, b) => a.name.localeCompare(b.name));
}
export function useNameOf(): (id: string) => string {
  const names = useNames((s) => s.names);
  return (id) => (id === '' ? t('audit.filter.nobody') : (names.get(id) ?? id));
}
