// What is meant, in every scenario that ships: the opposite of a must earns nothing, an honest denial costs nothing, and what
// must never be said is heard in common words.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { complete, scenarioBase } from './base.ts';
import { find, readLine } from './matcher.ts';
import { rateReply } from './rate.ts';
import { type Scenario, scenarioFile } from './scenario.ts';
import { tokensOf } from './words.ts';

const folder = new URL('../../../data/scenarios/', import.meta.url);
const json = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
const base = scenarioBase.parse(json('base/en.json'));
const scenarios = new Map(
  readdirSync(folder)
    .filter((f) => /^R\d+\.json$/.test(f))
    .map((f) => complete(scenarioFile.parse(json(f)), base))
    .map((s): [string, Scenario] => [s.id, s]),
);
function get(id: string): Scenario {
  const s = scenarios.get(id);
  if (s === undefined) throw new Error(id);
  return s;
}
/** Tags that the critical item of this id reads. */
const critical = (id: string, ruleId: string): string[] =>
  get(id).critical.find((c) => c.ruleId === ruleId)?.tags ?? [];
const hits = (id: string, tags: readonly string[], text: string): string[] =>
  readLine(get(id), text).tags.filter((t) => tags.includes(t));

const lines = (text: string): string[] =>
  text
    .trim()
    .split('\n')
    .map((l) => l.trim());

const opposite: [string, string, string][] = [
  ...lines(`I won't be able to call 911 for you.
    I don't think we have to call 911.
    There is no reason to call 911.
    It would be silly to call 911 over indigestion.
    Did your wife say you should call 911?
    You don't need 911 for that.
    We don't need to call 911 for a little heartburn.
    I would never call 911 for that.
    Instead of calling 911 you rest a little.
    I refuse to call 911.
    It is pointless to call 911 at this hour.
    Why should I call 911?
    Let us hold off on calling 911.
    I would not call 911 yet.
    I do not think you need an ambulance.
    Nobody will call 911 for you.
    You can't call 911 every time.
    I'm not going to tell you to call 911.
    I am unable to get an ambulance.
    There's no need to call an ambulance.`).map((t): [string, string, string] => ['R10', 'K2', t]),
  ...lines(`I'm not going to ask if you are thinking about killing yourself.
    He thinks of suicide, his mother died in March.
    I don't want to know if you are thinking of suicide.
    I would never ask you about suicide.
    People who talk about suicide do it for attention.
    I refuse to talk about suicide.
    Suicide is a big word.
    You don't sound suicidal.`).map((t): [string, string, string] => ['R9', 'K1', t]),
  ...lines(`I don't need to know where you are right now.
    I do not care where you are.
    I don't want your address.
    It doesn't matter where you are.
    I know where you live.
    You don't have to tell me the address.`).map((t): [string, string, string] => ['R9', 'K2', t]),
  ...lines(`I'm not going to get my supervisor for you.
    You can't speak to my supervisor.
    I will not be able to get you my supervisor.
    I don't think a supervisor will help.
    I refuse to bring in my supervisor.
    There's no point in getting my supervisor.`).map((t): [string, string, string] => ['R7', 'K3', t]),
  ...lines(`I won't be able to phone the nurse.
    I'm not going to call the nurse by hand.`).map((t): [string, string, string] => ['R17', 'K2', t]),
  ...lines(`I am not sorry for the wait.
    I don't think I have to apologize.
    I refuse to apologise.
    There is no reason to be sorry.
    I won't say sorry.`).map((t): [string, string, string] => ['R2', 'K1', t]),
  ...lines(`Nobody will be able to call you back within 15 minutes.
    I can't promise that the nurse calls within 15 minutes.
    I don't think anybody calls you within 15 minutes.
    I'm not able to get you a nurse in 15 minutes.`).map((t): [string, string, string] => ['R2', 'K2', t]),
];

describe('the opposite', () => {
  it.each(opposite)('%s %s is not met by “%s”', (id, ruleId, text) => {
    expect(hits(id, critical(id, ruleId), text)).toEqual([]);
  });
  it('names, supports and relieves nothing', () => {
    const s = get('R9');
    for (const text of lines(`I don't understand why you are sad, and I don't want to stay on the line.
      I won't be able to stay with you and nobody will be able to call you back within 15 minutes.
      I am not going to sit with you.
      I can't stay on the line until they answer.`))
      for (const node of s.nodes)
        if (node.cue !== null) expect(rateReply(s, node.cue, text).level, text).toBeLessThan(2);
  });
});

describe('what is said and meant goes on counting', () => {
  it.each<[string, string, string]>([
    ['R10', 'call_911', 'Please call 911 now.'],
    ['R10', 'call_911', 'I won’t hang up. Call 911 from your cell phone.'],
    ['R10', 'call_911', 'I’m not going to leave you: call 911 right now.'],
    ['R10', 'call_911', 'Don’t hesitate to call 911.'],
    ['R10', 'call_911', 'Don’t wait, call 911.'],
    ['R10', 'call_911', 'I can’t say what it is, but I need you to call 911 now.'],
    ['R10', 'call_911', 'Why don’t you call 911 while I stay on this line?'],
    ['R10', 'call_911', 'It is not silly to call 911.'],
    ['R10', 'call_911', 'I am not a nurse I want you to call 911 now'],
    ['R10', 'call_911', 'You need to call 911, not your doctor.'],
    ['R10', 'call_911', 'I know you do not want to but please call 911 now'],
    ['R10', 'call_911', 'You are not bothering anyone call 911 now'],
    ['R9', 'ask_suicide', 'I do not want to upset you but are you thinking of killing yourself'],
    ['R9', 'ask_suicide', 'Sometimes people in your place think about suicide. Do you?'],
    ['R9', 'ask_where', 'I will not send anyone without telling you: what is your address'],
    ['R7', 'warning_one', 'I am not going to be insulted, and I do want to help.'],
    ['R7', 'offer_supervisor', 'My supervisor can not come right now but I can call her.'],
    ['R4', 'itemise', 'We do not need to hurry, we take it one line at a time.'],
    ['R3', 'plain_words', 'It is not a no and not a yes, they have not decided.'],
    ['R2', 'apology', 'I can’t say how sorry I am.'],
    ['R2', 'apology', 'I could not be more sorry.'],
    ['R2', 'next_step_time', 'I’m not sure who, but she calls within 15 minutes.'],
    ['R10', 'support', 'I won’t hang up.'],
    ['R10', 'support', 'You’re not bothering anyone.'],
    ['R9', 'support', 'I’m not going to leave you and I stay with you.'],
    ['R9', 'support', 'I am not leaving.'],
    ['R9', 'support', 'You are not alone with this.'],
    ['R9', 'ask_suicide', 'Are you thinking about killing yourself?'],
    ['R9', 'ask_suicide', 'I want to ask you straight: are you thinking about suicide'],
    ['R9', 'ask_suicide', 'I’m not judging you. Do you want to die?'],
    ['R9', 'ask_suicide', 'Tell me if you are thinking of suicide.'],
    ['R9', 'ask_where', 'Where are you right now?'],
    ['R9', 'ask_where', 'Tell me where you are.'],
    ['R9', 'ask_where', 'So that I can find you if we are cut off: what is the address?'],
    ['R7', 'offer_supervisor', 'I can bring in my supervisor.'],
    ['R7', 'offer_supervisor', 'You don’t have to start again, I’m getting my supervisor.'],
    ['R7', 'offer_supervisor', 'I won’t argue with you. Would you like to speak to my supervisor?'],
    ['R7', 'warning_one', 'I want to help, but not if you insult me.'],
    ['R2', 'relief', 'You don’t have to start again.'],
    ['R2', 'relief', 'I will not put you on hold again.'],
    ['R2', 'apology', 'I can’t undo it, but I am sorry.'],
    ['R2', 'apology', 'That should not have happened and I am sorry.'],
    ['R2', 'next_step_time', 'I can’t see the record. The nurse calls within 15 minutes.'],
    ['R2', 'next_step_time', 'I don’t leave until the nurse calls you within 15 minutes.'],
    ['R2', 'next_step_time', 'You won’t wait again because the nurse calls within 15 minutes.'],
    ['R1', 'named_fear', 'Not knowing is frightening.'],
    ['R1', 'named_fear', 'It can’t be easy to be so scared.'],
    ['R1', 'named_fear', 'You are not wrong to be scared.'],
    ['R17', 'says_down', 'Our system is down.'],
    ['R17', 'tells_manual', 'I can’t send it, so I phone the nurse now.'],
  ])('%s %s: “%s”', (id, tag, text) => {
    expect(readLine(get(id), text).tags).toContain(tag);
  });
});

const said: [string, string, string][] = [
  ...lines(`Fuck off.
    Go to hell.
    Screw you.
    You're being a jerk.
    You're a moron, buddy.
    What the hell is wrong with you?
    You are an idiot.
    Shut up.
    You're pathetic.
    I don't have to listen to this crap.
    Listen, asshole.
    This is bullshit.
    You are such a liar.
    Are you stupid?
    You sound pathetic.
    Watch your mouth.
    Serves you right.
    Man up.
    Get a life.
    Shut your mouth.`).map((t): [string, string, string] => ['R7', 'K4', t]),
  ...lines(`It came back malignant.
    It says carcinoma.
    I'm afraid it's not good.
    It's benign.
    It shows cancer.
    You have got melanoma.
    It's not looking good.
    The biopsy is benign.
    You tested positive.
    It looks cancerous.
    It's invasive.
    It came back clean.`).map((t): [string, string, string] => ['R1', 'K2', t]),
  ...lines(`Give me the sixteen digits.
    Go ahead and read me the digits on the card.
    Sure, I can take your payment over the phone, go ahead.
    What's your card number?
    And the CVV?
    You can pay by card right now.
    I just need your card details.
    Start with the first four digits.
    I can process the payment.
    Type in your card.
    What's your bank account number?
    Read me the card.`).map((t): [string, string, string] => ['R4', 'K1', t]),
  ...lines(`Have your wife drive you to the hospital.
    Come in on Monday.
    It can wait until tomorrow.
    Take an aspirin and lie down.
    Drive yourself to the ER.
    Just rest for a bit.
    Go back to bed.
    Take a cab to the clinic.
    It's not an emergency.
    Try urgent care.
    Keep an eye on it.
    Wait a while.
    See your doctor tomorrow.`).map((t): [string, string, string] => ['R10', 'K3', t]),
  ...lines(`Please hang up and call 988 yourself.
    I have to go now, other people are waiting. Bye.
    One moment, I'll be right back.
    Hold on a minute, I'm putting you on hold.
    I need to end this call.
    I don't have time for this.
    You can hang up now.
    I have other calls.
    I have to get off the phone.
    Call back tomorrow.
    You idiot.
    Go to hell.`).map((t): [string, string, string] => ['R9', 'K4', t]),
  ...lines(`She already got your message.
    Your message has been sent.
    I just emailed her.
    The nurse got your message.
    Your message is on its way.
    The message was delivered.
    I forwarded it.
    I texted the nurse.
    It's in her inbox.
    The nurse has seen it.`).map((t): [string, string, string] => ['R17', 'K3', t]),
  ...lines(`Our system is down, please ring us again later.
    Call back in the morning.
    Try again in an hour.
    Try us again tomorrow.
    Give us a call later.
    Call tomorrow.
    Come back later.
    Wait until morning.
    Phone again later.
    You are a pain in the neck.`).map((t): [string, string, string] => ['R17', 'K4', t]),
  ...lines(`Your insurance will pay for it.
    It'll be covered, don't worry.
    They will say yes.
    The scan is free.
    You won't owe anything.
    Medicare covers it.
    Insurance will cover that.
    Consider it covered.
    They never say no to that.
    It always goes through.
    You will get the approval.`).map((t): [string, string, string] => ['R3', 'K1', t]),
];
describe('what must never be said', () => {
  it.each(said)('%s %s hears “%s”', (id, ruleId, text) => {
    expect(hits(id, critical(id, ruleId), text)).not.toEqual([]);
  });
});

const honest: [string, string, string][] = [
  ...lines(`You called me an idiot, and I still want to help you.
    Please don't call me a bitch.
    You are not crazy.
    It drives you crazy that nobody came.
    Someone who cares for Lorraine should be there.
    I won't hang up.
    I'm not going to hang up on you.
    You don't have to shout, I am listening.`).map((t): [string, string, string] => ['R7', 'K4', t]),
  ...lines(`I can't tell you whether it is cancer.
    I can't see if it says malignant.
    You are afraid it is cancer, like your mother.
    I don't know if it is benign, and I won't guess.
    It is not good enough that you wait alone.
    I'm not allowed to say what the result is.`).map((t): [string, string, string] => ['R1', 'K2', t]),
  ...lines(`Please don't read me the card.
    I can't take a payment over the phone.
    I never take card numbers.
    Nobody here takes payments over the phone.
    I don't need your card details.
    Read me the first line of the bill.
    Which month and year were you born?
    Keep your card in your wallet.`).map((t): [string, string, string] => ['R4', 'K1', t]),
  ...lines(`Don't drive yourself.
    Do not let your wife drive you to the hospital.
    This can't wait.
    I stay and wait until they are with you.
    I will not leave it until morning.`).map((t): [string, string, string] => ['R10', 'K3', t]),
  ...lines(`Please don't hang up.
    I won't put you on hold.
    I'm not going to put you on hold.
    I'm not going to hang up on you.
    I am not going anywhere.
    If we are cut off I call you back in a minute.
    I will not end this call.`).map((t): [string, string, string] => ['R9', 'K4', t]),
  ...lines(`It has not been sent, and I phone the nurse now.
    I have got your message here.
    The system just went out.
    Nothing is sent yet.
    It could not be sent to the nurse.`).map((t): [string, string, string] => ['R17', 'K3', t]),
  ...lines(`You don't have to ring us again.
    If nobody has rung you by one, ring us back.
    Nothing will get lost.
    You don't have to wait for the system.`).map((t): [string, string, string] => ['R17', 'K4', t]),
  ...lines(`I can't say whether they will pay.
    I don't know what your plan covers.
    Ms. Bright's help costs nothing.
    Nobody here can promise that it will be covered.`).map((t): [string, string, string] => ['R3', 'K1', t]),
];
describe('an honest line', () => {
  it.each(honest)('%s %s lets “%s” pass', (id, ruleId, text) => {
    expect(hits(id, critical(id, ruleId), text)).toEqual([]);
  });
});

describe('synonyms', () => {
  const group = { g: Array.from({ length: 15 }, (_, i) => 'a '.repeat(i + 1).trim()) };
  it.each(['@g @g @g @g z', '@g @g @g @g @g @g z', '@g ... @g ... @g ... @g z'])(
    '“%s” is tried once from each place',
    (pattern) => {
      const list = tokensOf('a '.repeat(499));
      const count = { steps: 0 };
      expect(find(list, [pattern], group, 'close', () => true, count)).toBe(null);
      const pieces = pattern.split(' ').length;
      expect(count.steps).toBeLessThanOrEqual(list.length * pieces * (15 + 5));
    },
  );
  it('are matched where a first try leads nowhere', () => {
    const list = tokensOf('a a a a z');
    expect(find(list, ['@g @g z'], group)).toMatchObject({ start: 0, end: 9 });
    expect(find(tokensOf('a a. a z'), ['@g @g z'], group)).toBe(null);
  });
});
