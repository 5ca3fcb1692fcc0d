// The telephones of the world: what happens when a number is called. By the last four digits (README), or as the control
// API said for one number; everybody else answers and is heard as one steady tone.
import type { CalleeBody } from '../control-schema.ts';
import type { Line } from '../media/switchboard.ts';
import type { Timers } from '../timers.ts';

type Behaviour = Omit<CalleeBody, 'number'>;
const byEnding: Readonly<Record<string, Partial<Behaviour>>> = {
  '9901': { does: 'busy' },
  '9902': { does: 'no-answer' },
  '9903': { does: 'machine' },
  '9904': { does: 'decline' },
  '9905': { does: 'fail' },
  '9906': { does: 'hang-up-soon' },
  '9907': { does: 'answer', afterMs: 5_000 },
};
const usual: Behaviour = { does: 'answer', afterMs: 400, hz: 700 };
/** A machine's greeting and beep have tones of their own, so that a test hears where it is. */
const greetingHz = 620;
const beepHz = 1_400;

export interface Outside {
  set(callee: CalleeBody): void;
  behaviour(number: string): Behaviour;
  /** The carrier rings this telephone: what its owner does follows by itself. */
  ring(line: Line): void;
}

export function makeOutside(timers: Timers): Outside {
  const told = new Map<string, Behaviour>();
  const behaviour = (number: string): Behaviour =>
    told.get(number) ?? { ...usual, ...byEnding[number.slice(-4)] };
  return {
    set: ({ number, ...rest }) => void told.set(number, rest),
    behaviour,
    ring(line) {
      const { does, afterMs, hz } = behaviour(line.to);
      const later = (ms: number, what: () => void): void => {
        timers.after(ms, () => {
          if (line.state !== 'ended') what();
        });
      };
      if (does === 'fail') return later(20, () => line.hangUp('failed', 'carrier'));
      if (does === 'busy') return later(100, () => line.hangUp('busy', 'leg'));
      later(50, () => line.ring());
      if (does === 'no-answer') return;
      if (does === 'decline') return later(afterMs, () => line.hangUp('rejected', 'leg'));
      later(afterMs, () => {
        line.answer();
        if (does === 'machine') {
          void line.speak({
            kind: 'list',
            sounds: [
              { kind: 'tone', hz: greetingHz, ms: 1_500 },
              { kind: 'tone', hz: beepHz, ms: 300 },
            ],
          });
          return;
        }
        void line.speak({ kind: 'tone', hz, ms: 3_600_000 });
        if (does === 'hang-up-soon') later(1_500, () => line.hangUp('hangup', 'leg'));
      });
    },
  };
}
