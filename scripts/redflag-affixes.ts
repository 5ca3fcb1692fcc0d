// Requests of the desk that callers put before or after what they say. They change nothing about whether it is a red
// flag: the learning and a test hold the rules to that.
/** `[before, after]` the caller's words. */
export const affixes: readonly (readonly [before: string, after: string])[] = [
  ['', ', can I get an appointment'],
  ['', ' can I get an appointment'],
  ['', '. Can I get an appointment?'],
  ['I want to cancel my appointment because ', ''],
  ['', ' and I need a refill'],
  ['I need a refill of my inhaler and ', ''],
  ['calling about my bill and ', ''],
  ['', ', also I have a question about my bill'],
  ['', ', insurance is Aetna'],
  ['', '. My insurance is Blue Cross.'],
  ['', ', please send my records to the new doctor'],
  ['', ', what are your hours'],
  ['', '. What time do you open tomorrow?'],
  ['I cannot log in to the portal, and ', ''],
  ['', ' and I need a referral'],
  ['I wanted to change my address but ', ''],
  ['Quick question, ', ''],
  ['', ', quick question though, can someone call me back'],
  ['Sorry to bother you, ', ''],
  ['Hi, sorry to bother you but ', ', thank you'],
];
/** A line with a request before or after it; a closing mark gives way where the request goes on. */
export const withAffix = (text: string, [before, after]: (typeof affixes)[number]): string =>
  `${before}${after === '' ? text : text.replace(/[.!?\s]+$/u, '')}${after}`;
