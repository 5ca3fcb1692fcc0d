// Hold, warm transfer and secure pause as the backend does them, by REST with Twilio's own client, heard at both ends:
// two real SDKs in a real Chromium, a caller, the whole carrier.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decodeWav } from '#demo/carrier/sound/wav.ts';
import { toneAmplitude } from '#demo/carrier/sound/goertzel.ts';
import type { Leg } from '#demo/carrier/media/switchboard.ts';
import { carrierIds, startTestCarrier, testLine, type TestCarrier } from '#tests/support/carrier.ts';
import { until } from '#tests/support/until.ts';
import { microphone, now, openPages, type Pages, type PhonePage } from './media-browser.ts';
import { hearsMicrophone } from './media-rig.ts';

const opened = await openPages();
afterAll(() => opened?.close());
if (opened === null) it.skip('transfers by sound: not run, no Chromium', () => {});
else suite(opened);

/** What a telephone that was called hums. */
const hum = 700;
const hold = 523;

/** On one browser, one test after the other. */
function suite(pages: Pages): void {
  let t: TestCarrier;
  let first: PhonePage;
  let second: PhonePage;
  beforeAll(async () => {
    t = await startTestCarrier();
    const gateway = t.carrier.ready.gateway.replace('ws://', '');
    [first, second] = await Promise.all([pages.phone('a_one', gateway), pages.phone('a_two', gateway)]);
  });
  afterAll(() => t.close());

  const legOf = (sid: string): Leg => {
    const leg = t.carrier.board.leg(sid);
    if (leg === null) throw new Error(`no leg ${sid}`);
    return leg;
  };
  const ask = (room: string, to: string, label: string) =>
    t.client.conferences(room).participants.create({ to, from: testLine, label, beep: 'false' });
  /** The newest call of the page is taken. */
  async function take(phone: PhonePage, before: number): Promise<void> {
    await until(`${phone.identity} rings`, 5000, () =>
      phone.page.evaluate((n) => window.phone.calls.length > n, before),
    );
    await phone.page.evaluate((n) => window.phone.accept(n), before);
  }
  const silent = (leg: Leg): boolean => leg.ear.level(150) < 20;

  it('hands a caller over warm: music while the two agents talk, all three, then without the first', async () => {
    const room = 'careline-warm';
    const caller = legOf((await ask(room, '+16175550141', 'caller')).callSid);
    const one = legOf((await ask(room, 'client:a_one?callId=c-1', 'agent')).callSid);
    await take(first, 0);
    await first.hearsTone(hum);
    await until('the caller hears the agent', 5000, () => hearsMicrophone(caller));

    await t.client.conferences(room).participants('caller').update({ hold: true });
    await until(
      'music for the caller alone',
      3000,
      () => caller.ear.toneLevel(hold, 150) > 2000 && silent(one),
    );
    expect(hearsMicrophone(caller)).toBe(false);

    const two = legOf((await ask(room, 'client:a_two?callId=c-1', 'target')).callSid);
    await take(second, 0);
    await until('the agents hear each other', 5000, () => hearsMicrophone(two) && hearsMicrophone(one));
    // The caller hums without a pause: one moment without is enough, whatever a microphone's beep has of that tone.
    await until('no caller between the agents', 3000, () => two.ear.toneLevel(hum, 150) < 100);
    await until('music goes on', 3000, () => caller.ear.toneLevel(hold, 150) > 2000);
    expect(hearsMicrophone(caller, 150)).toBe(false);

    await t.client.conferences(room).participants('caller').update({ hold: false });
    await second.hearsTone(hum);
    await first.hearsTone(hum);
    await until('all three', 3000, () => hearsMicrophone(caller) && caller.ear.toneLevel(hold, 150) < 100);

    await t.client.conferences(room).participants('agent').remove();
    await first.wait('0:disconnect');
    await second.page.evaluate(() => window.phone.calls[0]?.mute(true));
    await until('nobody but the second was heard', 3000, () => silent(caller));
    await second.page.evaluate(() => window.phone.calls[0]?.mute(false));
    await until('the second is heard', 3000, () => hearsMicrophone(caller));
    await second.hearsTone(hum);

    await t.client.conferences(room).update({ status: 'completed' });
    await second.wait('0:disconnect');
    await until('everybody is out', 3000, () => [caller, one, two].every((leg) => leg.end !== null));
  });

  it('pauses the recording although the answer is lost: nothing of it is in the file', async () => {
    const room = 'careline-pause';
    const made = await t.client.conferences(room).participants.create({
      to: '+16175550142',
      from: testLine,
      label: 'caller',
      conferenceRecord: 'record-from-start',
    });
    const caller = legOf(made.callSid);
    const calls = await first.page.evaluate(() => window.phone.calls.length);
    await ask(room, 'client:a_one?callId=c-2', 'agent');
    await take(first, calls);
    await until('both are heard', 5000, () => hearsMicrophone(caller));
    const found = await t.client.conferences.list({ friendlyName: room });
    const conference = t.client.conferences(found[0]?.sid ?? '');
    const [recording] = await conference.recordings.list();
    const sid = recording?.sid ?? '';
    const started = now();
    await until('something is kept', 3000, () => now() - started > 300);

    await t.fault({
      kind: 'rest',
      does: 'lose-answer',
      path: '/Recordings/',
      method: 'POST',
      times: 1,
      status: 503,
    });
    await expect(
      conference.recordings(sid).update({ status: 'paused', pauseBehavior: 'silence' }),
    ).rejects.toThrow();
    // What the product does then: it reads back, and believes nothing else.
    expect((await conference.recordings(sid).fetch()).status).toBe('paused');
    const paused = now();
    await until('a card number would be said', 3000, () => now() - paused > 600);
    await t.client.conferences(room).update({ status: 'completed' });
    await until(
      'it can be fetched',
      5000,
      async () => (await conference.recordings(sid).fetch()).status === 'completed',
    );

    const { api } = t.carrier.ready;
    const url = `${api}/2010-04-01/Accounts/${carrierIds.accountSid}/Recordings/${sid}.wav`;
    const basic = btoa(`${carrierIds.accountSid}:${carrierIds.authToken}`);
    const file = await fetch(url, { headers: { authorization: `Basic ${basic}` } });
    const wav = decodeWav(Buffer.from(await file.arrayBuffer()));
    const samples = wav?.channels[0] ?? new Int16Array();
    const early = samples.subarray(0, 2400);
    expect(
      Math.max(...[hum, microphone.first, microphone.second].map((hz) => toneAmplitude(early, hz))),
    ).toBeGreaterThan(700);
    const late = samples.subarray(-4000);
    expect(late.length).toBe(4000);
    expect(late.every((value) => Math.abs(value) <= 8)).toBe(true);
  });

  it('asked nobody outside this computer', () => {
    expect(pages.outside).toEqual([]);
  });
}
