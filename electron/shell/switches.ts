// Command-line switches with which the app does not run: each takes away something the product promises.

/** Refused always. An installer's launcher or a colleague's tip must not turn the sandbox off behind our back. */
const never = [
  'no-sandbox',
  'disable-gpu-sandbox',
  'disable-setuid-sandbox',
  'disable-web-security',
  'disable-site-isolation-trials',
  'allow-running-insecure-content',
  'allow-file-access-from-files',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'unsafely-treat-insecure-origin-as-secure',
  'single-process',
  'load-extension',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'js-flags',
  'log-net-log',
  'host-rules',
  'host-resolver-rules',
  'use-fake-ui-for-media-stream',
];
/** Needed by tests and developers, refused in an installed app. */
const notInstalled = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
];

/** The switches given that forbid a start; empty = go on. */
export const refusedSwitches = (has: (name: string) => boolean, packaged: boolean): string[] =>
  [...never, ...(packaged ? notInstalled : [])].filter(has);
