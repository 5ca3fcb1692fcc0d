import { afterEach, describe, expect, it } from 'vitest';
import { randomBytes } from 'node:crypto';
import { until } from '#tests/support/until.ts';
import { openSwitchboard, type Line, type Switchboard, type SwitchboardEvent } from './switchboard.ts';

let open: Switchboard[] = [];
afterEach(async () => {
  await Promise.all(open.map((one) => one.close()));
  open = [];
});

function start() {
  const faults: unknown[] = [];
  const switchboard = openSwitchboard({
    clock: { now: () => performance.timeOrigin + performance.now() },
    randomBytes,
    onFault: (cause) => faults.push(cause),
  });
  open.push(switchboard);
  const events: SwitchboardEvent[] = [];
  switchboard.on((event) => events.push(event));
  return { switchboard, events, faults };
}

function answered(switchboard: Switchboard, hz: number | null): Line {
  const line = switchboard.line({ direction: 'in', from: '+15555550100', to: '+15555550000' });
  line.answer();
  if (hz !== null) void line.speak({ kind: 'tone', hz, ms: 60_000 });
  return line;
}

const hears = (line: Line, hz: number) => line.ear.toneLevel(hz, 100) > 1500;
const hearsNot = (line: Line, hz: number) => line.ear.toneLevel(hz, 100) < 150;

describe('a conference', () => {
  it('lets everyone hear everyone but themselves', async () => {
    const { switchboard } = start();
    const [one, two, three] = [400, 700, 1000].map((hz) => answered(switchboard, hz));
    if (!one || !two || !three) throw new Error('no legs');
    const room = switchboard.conference('careline-1');
    for (const leg of [one, two, three]) expect(room.join(leg)).toBe(true);
    await until('three voices', 2000, () => hears(one, 700) && hears(one, 1000) && hears(two, 400));
    expect(hearsNot(one, 400)).toBe(true);
    expect(hears(three, 400) && hears(three, 700) && hearsNot(three, 1000)).toBe(true);
  });

  it('plays wait music until a second one comes, hold music to the held alone, and silence of the muted', async () => {
    const { switchboard, events } = start();
    const caller = answered(switchboard, 700);
    const agent = answered(switchboard, 1000);
    const room = switchboard.conference('careline-2');
    room.join(caller, { label: 'caller' });
    await until('wait music', 1000, () => hears(caller, 392));
    room.join(agent, { label: 'agent' });
    await until('two voices', 1000, () => hears(caller, 1000) && hears(agent, 700) && hearsNot(caller, 392));

    expect(room.hold(caller.sid, true)).toBe(true);
    await until(
      'hold music',
      1000,
      () => hears(caller, 523) && hearsNot(caller, 1000) && hearsNot(agent, 700),
    );
    expect(hearsNot(agent, 523)).toBe(true);
    room.hold(caller.sid, false);
    await until('two voices again', 1000, () => hears(caller, 1000) && hearsNot(caller, 523));

    room.mute(agent.sid, true);
    await until('silence', 1000, () => hearsNot(caller, 1000) && hears(agent, 700));
    expect(
      events.filter((event) => event.type.startsWith('participant-')).map((event) => event.type),
    ).toEqual([
      'participant-join',
      'participant-join',
      'participant-hold',
      'participant-unhold',
      'participant-mute',
    ]);
  });

  it('lets a coach be heard by the coached alone', async () => {
    const { switchboard } = start();
    const caller = answered(switchboard, 700);
    const agent = answered(switchboard, 1000);
    const coach = answered(switchboard, 1400);
    const room = switchboard.conference('careline-3');
    for (const leg of [caller, agent]) room.join(leg);
    room.join(coach, { coach: agent.sid });
    await until('whisper', 1000, () => hears(agent, 1400) && hears(coach, 700) && hears(coach, 1000));
    expect(hearsNot(caller, 1400)).toBe(true);
  });

  it('ends when an end-on-exit leg leaves, and when the last one has left', () => {
    const { switchboard, events } = start();
    const [one, two] = [answered(switchboard, null), answered(switchboard, null)];
    const first = switchboard.conference('careline-4');
    first.join(one, { endOnExit: true });
    first.join(two);
    one.hangUp('hangup', 'leg');
    expect(first.state).toBe('completed');
    expect(two.state).toBe('answered');
    expect(first.join(two)).toBe(false);
    const second = switchboard.conference('careline-4');
    expect(second.sid).not.toBe(first.sid);
    second.join(two);
    second.leave(two.sid);
    expect(second.state).toBe('completed');
    expect(events.filter((event) => event.type === 'conference-end')).toHaveLength(2);
    expect(events.filter((event) => event.type === 'conference-start')).toHaveLength(1);
  });

  it('keeps a part that is paused out of the recording, or silent in it', async () => {
    const { switchboard } = start();
    const [one, two] = [answered(switchboard, 700), answered(switchboard, null)];
    const room = switchboard.conference('careline-5');
    const skipped = room.record();
    const silenced = room.record();
    room.join(one);
    room.join(two);
    await until('something kept', 1000, () => skipped.lengthMs >= 100);
    skipped.pause('skip');
    silenced.pause('silence');
    const kept = skipped.lengthMs;
    await until('a pause', 1000, () => silenced.lengthMs >= kept + 100);
    expect(skipped.lengthMs).toBe(kept);
    skipped.resume();
    await until('more', 1000, () => skipped.lengthMs >= kept + 40);
    const [samples] = silenced.stop();
    expect(samples?.some((value) => value > 5000)).toBe(true);
    expect(samples?.subarray(-400).every((value) => value === 0)).toBe(true);
    expect(skipped.stop()).toBe(skipped.stop());
  });
});

describe('a leg', () => {
  it('hears what is played to it to its end, and says how that ended', async () => {
    const { switchboard } = start();
    const line = answered(switchboard, null);
    const first = line.play({ kind: 'tone', hz: 600, ms: 60_000 });
    const second = line.play({ kind: 'tone', hz: 900, ms: 200 });
    expect(await first).toBe('stopped');
    expect(await second).toBe('finished');
    const third = line.play({ kind: 'silence', ms: 0 }, { times: 0 });
    line.hangUp();
    expect(await third).not.toBe('stopped');
    expect(await line.play({ kind: 'silence', ms: 20 })).toBe('ended');
    expect(line.ear.parts().some((part) => part.hz === 900)).toBe(true);
  });

  it('tells which keys were pressed, and who heard them', async () => {
    const { switchboard, events } = start();
    const [one, two, held] = [
      answered(switchboard, null),
      answered(switchboard, null),
      answered(switchboard, null),
    ];
    const room = switchboard.conference('careline-6');
    for (const leg of [one, two, held]) room.join(leg);
    room.hold(held.sid, true);
    const done = one.press('1w#');
    await until('the tones of 1', 1000, () => hears(two, 697) && hears(two, 1209));
    expect(await done).toBe('finished');
    const digits = events.flatMap((event) => (event.type === 'digit' ? [event] : []));
    expect(digits.map((event) => event.digit)).toEqual(['1', '#']);
    expect(digits[0]?.heardBy).toEqual([two.sid]);
  });

  it('ends once, leaves nothing running, and a listener that throws hurts no other', () => {
    const { switchboard, events, faults } = start();
    switchboard.on(() => {
      throw new Error('listener');
    });
    const seen: string[] = [];
    switchboard.on((event) => seen.push(event.type));
    const line = answered(switchboard, null);
    line.hangUp('hangup', 'leg');
    line.hangUp('failed');
    line.answer();
    expect(line.end?.reason).toBe('hangup');
    expect(events.filter((event) => event.type === 'leg-ended')).toHaveLength(1);
    expect(seen).toEqual(['leg-made', 'leg-answered', 'leg-ended']);
    expect(faults).toHaveLength(3);
    expect(switchboard.legs()).toHaveLength(0);
    expect(switchboard.leg(line.sid)).toBe(line);
  });
});
