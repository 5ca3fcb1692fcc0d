import { expect, test } from 'vitest';
import twilio from 'twilio';
import { readTwiml } from './verbs.ts';
import { parseXml, TwimlError } from './xml.ts';

const code = (work: () => unknown): number => {
  try {
    work();
  } catch (error) {
    if (error instanceof TwimlError) return error.code;
    throw error;
  }
  return 0;
};

test('what Twilio’s own builder writes is read back', () => {
  const words = new twilio.twiml.VoiceResponse();
  words.say('You are <third> & waiting "here"');
  const keys = words.gather({ numDigits: 1, action: '/menu', timeout: 3 });
  keys.say('Press 1');
  words.enqueue({ waitUrl: '/wait', action: '/left' }, 'q-1');
  words.dial({ action: '/after' }).conference(
    {
      participantLabel: 'caller',
      startConferenceOnEnter: false,
      endConferenceOnExit: true,
      statusCallback: '/conference',
      statusCallbackEvent: ['start', 'end', 'join', 'leave', 'mute', 'hold'],
      beep: 'false',
      waitUrl: '',
      record: 'record-from-start',
    },
    'careline-1',
  );
  words.record({ maxLength: 120, timeout: 4, finishOnKey: '#', recordingStatusCallback: '/recorded' });
  words.redirect('/again');
  words.reject({ reason: 'busy' });
  words.hangup();
  const { verbs, warnings } = readTwiml(words.toString());
  expect(warnings).toEqual([]);
  expect(verbs).toEqual([
    { verb: 'Say', text: 'You are <third> & waiting "here"', loop: 1 },
    {
      verb: 'Gather',
      numDigits: 1,
      timeout: 3,
      finishOnKey: '#',
      action: '/menu',
      emptyToo: false,
      inside: [{ verb: 'Say', text: 'Press 1', loop: 1 }],
    },
    { verb: 'Enqueue', queue: 'q-1', waitUrl: '/wait', action: '/left' },
    {
      verb: 'Conference',
      action: '/after',
      wish: {
        name: 'careline-1',
        label: 'caller',
        startOnEnter: false,
        endOnExit: true,
        muted: false,
        beep: 'false',
        waitUrl: '',
        record: true,
        maxParticipants: 250,
        status: {
          url: '/conference',
          method: 'POST',
          events: ['start', 'end', 'join', 'leave', 'mute', 'hold'],
        },
        recordingStatus: null,
        coach: null,
      },
    },
    {
      verb: 'Record',
      maxLength: 120,
      timeout: 4,
      finishOnKey: '#',
      beep: true,
      action: '',
      status: { url: '/recorded', method: 'POST', events: ['completed'] },
    },
    { verb: 'Redirect', url: '/again' },
    { verb: 'Reject', reason: 'busy' },
    { verb: 'Hangup' },
  ]);
});

test('an unknown verb, a bare number and a verb in the wrong place are left out by name', () => {
  const { verbs, warnings } = readTwiml(
    '<Response><Fly/><Dial>+16175550199</Dial><Gather><Hangup/><Pause length="2"/></Gather><Leave/></Response>',
  );
  expect(verbs.map((v) => v.verb)).toEqual(['Gather', 'Leave']);
  expect(verbs[0]).toMatchObject({ inside: [{ verb: 'Pause', seconds: 2 }] });
  expect(warnings).toEqual(['Fly is not a verb', 'Dial number is not offered', 'Hangup may not stand there']);
});

test('numbers out of range and words where numbers belong do not pass', () => {
  const { verbs } = readTwiml(
    '<Response><Pause length="-4"/><Pause length="9999999"/><Pause length="100000"/><Record maxLength="x"/></Response>',
  );
  expect(verbs).toMatchObject([{ seconds: 1 }, { seconds: 1 }, { seconds: 600 }, { maxLength: 3600 }]);
});

test.each([
  ['too large', `<Response><Say>${'x'.repeat(70_000)}</Say></Response>`, 11_750],
  [
    'an external entity',
    '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><Response><Say>&x;</Say></Response>',
    12_100,
  ],
  ['an unknown entity', '<Response><Say>&lol;</Say></Response>', 12_100],
  ['a null by number', '<Response><Say>&#0;</Say></Response>', 12_100],
  ['too deep', '<Response>'.repeat(7) + '</Response>'.repeat(7), 12_100],
  ['too many', `<Response>${'<Leave/>'.repeat(1_001)}</Response>`, 12_100],
  ['not closed', '<Response><Say>hello</Response>', 12_100],
  ['half', '<Response><Say', 12_100],
  ['two documents', '<Response/><Response/>', 12_100],
  ['an attribute twice', '<Response><Pause length="1" length="2"/></Response>', 12_100],
  ['text around it', 'hello <Response/>', 12_100],
  ['HTML', '<html><body>Not found</body></html>', 12_200],
  ['JSON', '{"ok":true}', 12_100],
])('%s is refused by its number', (_name, source, number) => {
  expect(code(() => readTwiml(source))).toBe(number);
});

test('an attribute can’t reach a prototype, and nothing at all is a document that says nothing', () => {
  const element = parseXml('<Response __proto__="x" constructor="y"/>');
  expect(Object.getPrototypeOf(element.attributes)).toBeNull();
  expect(readTwiml('')).toEqual({ verbs: [], warnings: [] });
});

test('a long hostile text is refused quickly', () => {
  const began = performance.now();
  for (const source of [
    `<Response ${'a="b" '.repeat(9_000)}`,
    `<Response><Say>${'&'.repeat(60_000)}</Say></Response>`,
    '<'.repeat(60_000),
    `<!--${'-'.repeat(60_000)}`,
  ])
    expect(code(() => readTwiml(source))).toBe(12_100);
  expect(performance.now() - began).toBeLessThan(1_000);
});
