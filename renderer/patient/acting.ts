// Whether this window can open a task at the record: only the desk's own page has the place for it.
import { createContext, useContext } from 'react';

const Acting = createContext(true);
export const ActingProvider = Acting.Provider;
export const useMayAct = (): boolean => useContext(Acting);
