// The phone's sounds by name, from this page's own origin. The SDK asks for 15 of them when it starts and would take any
// that is missing from the carrier's network; while a ringtone can't be had it holds a ringing call back for 2 seconds.

const files: Record<string, string> = import.meta.glob('./sounds/*.wav', {
  eager: true,
  query: '?url',
  import: 'default',
});
const urlOf = (name: string): string => {
  const found = files[`./sounds/${name}.wav`];
  if (found === undefined) throw new Error(`sound ${name} is missing: scripts/make-sounds.ts makes it`);
  return found;
};

export const sdkSoundNames = [
  'incoming',
  'outgoing',
  'disconnect',
  ...[...'0123456789sh'].map((key) => `dtmf${key}`),
];
export const sdkSounds = (): Record<string, string> =>
  Object.fromEntries(sdkSoundNames.map((name) => [name, urlOf(name)]));
export const ownSounds = (): { ring: string; waiting: string; test: string } => ({
  ring: urlOf('ring'),
  waiting: urlOf('waiting'),
  test: urlOf('test'),
});
