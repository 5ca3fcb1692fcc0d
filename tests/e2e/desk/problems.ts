// What must never happen on any page of the desk: a line the policy refused, an error in the console, an exception
// nobody took. Collected from the first script of every document on, so that a reload can't hide one.
import type { BrowserContext, ConsoleMessage, Page } from 'playwright-core';

export interface Problems {
  readonly found: readonly string[];
  /** Takes out what was found; for a place that makes a failure on purpose. */
  take(): string[];
}

/** Chromium says so itself when the desk's socket closes, which a killed desk and a stopped program do on purpose. */
const expected =
  /WebSocket connection to '[^']*' failed|Failed to load resource: net::ERR_(CONNECTION_REFUSED|EMPTY_RESPONSE)/;

export async function watchProblems(context: BrowserContext): Promise<Problems> {
  let found: string[] = [];
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      console.error(
        `policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`,
      );
    });
  });
  const heard = (message: ConsoleMessage): void => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    if (!expected.test(message.text())) found.push(`${message.type()}: ${message.text()}`);
  };
  context.on('page', (page: Page) => {
    page.on('console', heard);
    page.on('pageerror', (error) => found.push(`exception: ${error.message}`));
  });
  return {
    get found() {
      return found;
    },
    take() {
      const taken = found;
      found = [];
      return taken;
    },
  };
}
