// Every screen and state of the day, looked at as `desk/every-state.ts` says. The night’s are `screens-night`.
import { drawStory, seedOfRun, type Drawn } from './desk/draw.ts';
import { everyState } from './desk/every-state.ts';
import { spec, story } from './desk/spec.ts';
import { walkAfter, walkCall, walkDesk, walkDown, walkPractice } from './desk/walk.ts';

let drawn: Drawn;
story(
  'every screen and state',
  async () => {
    drawn = await drawStory(seedOfRun());
    return {};
  },
  (desk) =>
    everyState(desk, 30, (look) => {
      spec('walks through the desk', () => walkDesk(desk(), look));
      spec('walks through a call and its message', () => walkCall(desk(), drawn, look));
      spec('walks through what is left after a call', () => walkAfter(desk(), look));
      spec('walks through practice', () => walkPractice(desk(), look));
      spec('walks to a desk that is gone and back', () => walkDown(desk(), look));
    }),
);
