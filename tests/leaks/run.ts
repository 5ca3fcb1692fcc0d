// Drives a desk with marked names, numbers and words, shows them in a real Chromium, locks, ends everything, and looks for them
// wherever something of it could have stayed.
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page as BrowserPage } from 'playwright-core';
import type { DraftFields } from '#shared/domain/messages/message.ts';
import { chromiumArgs, chromiumPath } from '#tests/support/browser.ts';
import { filled } from '#tests/support/message.ts';
import type { Page } from '#tests/support/page.ts';
import { startRig, type Rig } from '#tests/support/rig.ts';
import { until } from '#tests/support/until.ts';
import { uuidv7 } from 'uuidv7';
import { canaries, type Canary } from './canaries.ts';
import { createSearch, type Search } from './search.ts';

const mark = (what: string): string => canaries.find((canary) => canary.what === what)!.text;
/** Files that a person asked for lie in clear where they wanted them: they are named, not searched. */
const asked = ['saved-files'];

export interface LeakReport {
  search: Search;
  /** What was done, as `name: answer`. */
  done: string[];
  /** Canaries that a page really showed: a run that showed none would prove nothing. */
  shown: string[];
}

export async function leakRun(options: { demo: boolean }): Promise<LeakReport> {
  const scratch = mkdtempSync(join(tmpdir(), 'careline-leaks-'));
  const [profile, browserFolder, temp] = ['profile', 'browser', 'tmp'].map((name) => join(scratch, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [profile, browserFolder, temp]) mkdirSync(folder);
  // The one that comes in a package unpacks itself into the temporary folder: it is not what is looked into.
  const executablePath = (await chromiumPath()) ?? '';
  const before = process.env['TMPDIR'];
  // What a process puts into the temporary folder, it puts there.
  process.env['TMPDIR'] = temp;
  const learned: Canary[] = [];
  const done: string[] = [];
  let rig: Rig | null = null;
  let browser: BrowserContext | null = null;
  try {
    rig = await startRig({ profile, demo: options.demo, ehr: options.demo });
    const page = await rig.page();
    await page.attached();
    const ask = async <T = Record<string, unknown>>(name: string, input: unknown = {}): Promise<T | null> => {
      const answer = await page.ask(name, input);
      done.push(`${name}: ${answer.ok ? 'ok' : answer.code}`);
      return answer.ok ? (answer.value as T) : null;
    };
    await page.get('session.create', { passphrase: mark('secret') });
    const people = await page.get<{ id: string; role: string }[]>('session.people');
    const who = people.find((p) => p.role === 'agent') ?? people[0];
    await page.get('session.sit', { personId: who?.id });
    // What takes a copy away asks for a proof of the last five minutes.
    await page.get('signin.stepUp', { secret: mark('secret') });

    browser = await chromium.launchPersistentContext(browserFolder, {
      executablePath,
      args: chromiumArgs(),
    });
    const seen = watch(browser);
    const shownPage = await open(browser, rig.url);

    const messageId = await writeMessages(ask);
    if (options.demo) await useRecord(page, ask, learned);
    await ask('knowledge.search', { text: mark('search'), limit: 10 });
    await ask('incidents.report', {
      what: 'wrong-person',
      discoveredAt: new Date().toISOString(),
      about: { callId: null, messageId, patientId: null, accountId: 'harbor' },
      people: 'one',
      ongoing: false,
    });
    await practise(rig, done);
    const shown = await look(shownPage);
    for (const text of await pageFacts(shownPage)) seen.push(text);
    const processes = processFacts();
    await ask('session.lock', { why: 'key' });
    // The page replaces itself by a fresh one.
    await until('a locked page', 30_000, async () => {
      const facts = await pageFacts(shownPage).catch(() => null);
      if (facts !== null) seen.push(...facts);
      return facts !== null && !(await shownPage.getByText(mark('words')).first().isVisible());
    });
    page.close();
    await browser.close();
    browser = null;
    const log = rig.log();
    const search = createSearch([...canaries, ...learned]);
    // While it is there: the write-ahead log goes when the desk ends.
    const inProfile = join(profile, 'desk');
    search.folder('profile, desk locked', inProfile, asked);
    await rig.stop();
    rig = null;
    search.folder('profile, desk ended', inProfile, asked);
    if (existsSync(join(profile, 'practice')))
      search.folder('practice profile', join(profile, 'practice'), asked);
    search.folder('browser’s folder', browserFolder);
    search.folder('temporary folder', temp);
    search.text('what the desk printed', log);
    for (const text of seen) search.text('addresses, titles, notices', text);
    for (const [place, bytes] of processes) search.text(place, bytes);
    return { search, done, shown };
  } finally {
    await browser?.close();
    await rig?.stop();
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    rmSync(scratch, { recursive: true, force: true });
  }
}

type Ask = <T>(name: string, input?: unknown) => Promise<T | null>;

async function writeMessages(ask: Ask): Promise<string> {
  const id = uuidv7();
  const opening = { accountId: 'harbor', callId: null, otherPhoneWhy: mark('note') };
  const marked = (fields: DraftFields): DraftFields => ({
    ...filled(fields, mark('words')),
    callerName: mark('caller'),
    patientName: mark('patient'),
    patientBirthDate: mark('birth date'),
    callback: { number: mark('number'), extension: '', second: '', readBack: true },
    locationNow: mark('note'),
  });
  const draft = await ask<{ fields: DraftFields }>('messages.open', { id, ...opening });
  if (draft === null) throw new Error('no draft');
  await ask('messages.keep', { id, fields: marked(draft.fields) });
  await ask('messages.save', { id, fields: marked(draft.fields), incomplete: true });
  await ask('messages.addendum', { id: uuidv7(), messageId: id, text: mark('words') });
  await ask('messages.raise', { id: randomUUID(), messageId: id, to: 'emergency', note: mark('note') });
  await ask('dispatch.attempt', {
    id: randomUUID(),
    attemptId: randomUUID(),
    messageId: id,
    stepId: null,
    contactId: 'somebody',
    method: 'voice',
    to: mark('number'),
    result: 'dialling',
    note: mark('note'),
  });
  // A draft that is left lying.
  const other = uuidv7();
  const second = await ask<{ fields: DraftFields }>('messages.open', { id: other, ...opening });
  if (second !== null) await ask('messages.keep', { id: other, fields: marked(second.fields) });
  await ask('messages.earlier', {
    id: other,
    patientName: mark('patient'),
    patientBirthDate: mark('birth date'),
    number: mark('number'),
  });
  await ask('handover.open');
  const forDate = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  await ask('handover.batch', { accountId: 'harbor', forDate });
  await ask('handover.exportCsv', { accountId: 'harbor', forDate });
  await ask('outbox.rescue');
  return id;
}

/** The demo's caller and the sample record: whoever the panel names is sought from then on. */
async function useRecord(page: Page, ask: Ask, learned: Canary[]): Promise<void> {
  const rung = await ask<{ callId: string }>('demo.ring', { kind: 'random', seed: 4 });
  if (rung === null) return;
  const { callId } = rung;
  await ask('calls.answer', { callId });
  await ask('calls.note', { callId, notes: mark('note') });
  const calls = await page.get<{ id: string; number: string | null }[]>('calls.current');
  const number = calls.find((call) => call.id === callId)?.number ?? null;
  const found = await ask<{ candidates: { patientId: string; preferredName: string }[] }>(
    'patient.candidates',
    {
      callId,
      number,
    },
  );
  for (const { preferredName } of found?.candidates ?? [])
    if (preferredName.length > 5) learned.push({ what: 'a patient of the record', text: preferredName });
  if (number !== null && number.length > 8) learned.push({ what: 'the caller’s number', text: number });
  const first = found?.candidates[0];
  if (first !== undefined) await ask('patient.choose', { contextId: callId, patientId: first.patientId });
  await ask('calls.end', { callId });
  await ask('calls.wrapUp', { callId, disposition: 'message-taken', notes: mark('note') });
}

/** A role-play, in its own process and folder. */
async function practise(rig: Rig, done: string[]): Promise<void> {
  const page = await rig.page({ practice: true });
  await page.attached();
  await page.get('session.create', { passphrase: mark('secret') });
  await page.get('session.sit', { personId: 'trainee' });
  const runId = randomUUID();
  const trainee = { id: null, name: mark('caller') };
  const steps: [string, unknown][] = [
    ['practice.start', { id: runId, scenarioId: 'R2', level: 1, seed: 7, trainee, assignmentId: null }],
    ['calls.answer', { callId: runId }],
    ['practice.say', { runId, turn: null, reply: { text: mark('practice'), by: 'typed' } }],
    ['calls.end', { callId: runId }],
  ];
  for (const [name, input] of steps) {
    const answer = await page.ask(name, input);
    done.push(`practice, ${name}: ${answer.ok ? 'ok' : answer.code}`);
  }
  page.close();
}

/** Notices that the page wanted shown, its addresses and its console. */
function watch(context: BrowserContext): string[] {
  const seen: string[] = [];
  void context.addInitScript(() => {
    const told: string[] = [];
    Object.assign(window, { toldOutside: told });
    class Told {
      static permission = 'granted';
      static requestPermission = async (): Promise<string> => 'granted';
      constructor(title: string, more?: { body?: string }) {
        told.push(`${title} ${more?.body ?? ''}`);
      }
      close(): void {}
    }
    Object.defineProperty(window, 'Notification', { value: Told });
  });
  context.on('page', (page) => {
    page.on('framenavigated', (frame) => seen.push(frame.url()));
    page.on('console', (message) => seen.push(message.text()));
    page.on('request', (request) => seen.push(request.url()));
  });
  return seen;
}
async function pageFacts(page: BrowserPage): Promise<string[]> {
  return [
    page.url(),
    await page.title(),
    await page.evaluate(() =>
      JSON.stringify([(window as { toldOutside?: string[] }).toldOutside, history.state]),
    ),
    await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])),
  ];
}
async function open(context: BrowserContext, url: string): Promise<BrowserPage> {
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole('button', { name: 'Not now' }).click({ timeout: 60_000 });
  return page;
}
/** The saved message, opened by a click; what of the canaries the page shows then. */
async function look(page: BrowserPage): Promise<string[]> {
  await page.getByRole('tab', { name: 'Messages' }).click();
  const row = page.getByRole('listbox', { name: 'Messages' }).getByText(mark('patient')).first();
  await row.waitFor({ timeout: 30_000 });
  await row.click();
  await page.getByText(mark('words')).first().waitFor({ timeout: 30_000 });
  const text = await page.locator('body').innerText();
  return canaries.filter((canary) => text.includes(canary.text)).map(({ what }) => what);
}

/** Arguments and environment of every process that may be looked into (Linux); elsewhere nothing. */
function processFacts(): [place: string, bytes: Buffer][] {
  if (!existsSync('/proc/self/cmdline')) return [];
  const out: [string, Buffer][] = [];
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
    for (const [file, place] of [
      ['cmdline', 'process arguments'],
      ['environ', 'process environments'],
    ] as const)
      try {
        out.push([place, readFileSync(join('/proc', pid, file))]);
      } catch {
        // Somebody else's, or gone.
      }
  return out;
}
