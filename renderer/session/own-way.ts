// In a demo somebody chose to come in as on a computer of their own: a reload, and leaving the desk, lead back there.
import { useState } from 'react';

const kept = 'careline.own-way';
interface OwnWay {
  /** Whose page, where it is known; empty: the people. */
  who: string;
}
const read = (): OwnWay | null => {
  const who = sessionStorage.getItem(kept);
  return who === null ? null : { who };
};

export function useOwnWay() {
  const [way, setWay] = useState(read);
  return {
    there: way !== null,
    who: way === null || way.who === '' ? null : way.who,
    go(personId: string | null): void {
      const who = personId ?? '';
      sessionStorage.setItem(kept, who);
      setWay({ who });
    },
    back(): void {
      sessionStorage.removeItem(kept);
      setWay(null);
    },
  };
}
