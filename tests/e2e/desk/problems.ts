// What must never happen on any page of the desk: a line the policy refused, an error in the console, an exception
// nobody took. Collected from the first script of every document on, so that a reload can't hide one.
import type { BrowserContext, ConsoleMessage, Page } from 'playwright-core';

export interface Problems {
  readonly found: readonly string[];
  /** Takes out what was found; for a place that makes a failure on purpose. */
  take(): string[];
  /** Watches the pages of another context too: another connection to the same app. */
  watch(context: BrowserContext): Promise<void>;
}

/** Chromium says so itself when the desk's socket closes, which a killed desk and a stopped program do on purpose. */
const expected =
  /WebSocket connection to '[^']*' failed|Failed to load resource: net::ERR_(CONNECTION_REFUSED|EMPTY_RESPONSE)/;

/** Runs in every document: what the policy refuses is otherwise seen by nobody. */
function sayViolations(): void {
  addEventListener('securitypolicyviolation', (event) => {
    console.error(
      `policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`,
    );
  });
}

export async function watchProblems(first: BrowserContext): Promise<Problems> {
  let found: string[] = [];
  const heard = (message: ConsoleMessage): void => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    if (!expected.test(message.text())) found.push(`${message.type()}: ${message.text()}`);
  };
  const thrown = (error: Error): void => void found.push(`exception: ${error.message}`);
  const listen = (page: Page): void => {
    page.on('console', heard);
    page.on('pageerror', thrown);
  };
  async function watch(context: BrowserContext): Promise<void> {
    context.on('page', listen);
    await context.addInitScript(sayViolations);
    // A desktop host's first page is older than the connection: what it has said already counts too.
    for (const page of context.pages()) {
      listen(page);
      await page.evaluate(sayViolations).catch(() => undefined);
      for (const message of await page.consoleMessages()) heard(message);
      for (const error of await page.pageErrors()) thrown(error);
    }
  }
  await watch(first);
  return {
    get found() {
      return found;
    },
    take() {
      const taken = found;
      found = [];
      return taken;
    },
    watch,
  };
}
