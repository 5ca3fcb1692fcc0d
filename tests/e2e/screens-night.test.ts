// Every state of a night, looked at as `desk/every-state.ts` says; a file of its own, so that it runs beside the day’s.
import { everyState } from './desk/every-state.ts';
import { spec, story } from './desk/spec.ts';
import { walkNight } from './desk/walk-night.ts';

story('every state of a night', {}, (desk) =>
  everyState(desk, 9, (look) => {
    spec('walks through the night', () => walkNight(desk(), look));
  }),
);
