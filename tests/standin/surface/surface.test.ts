// The surface of the double is what our code uses: nothing missing, nothing more. Both lists are read from the sources.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '#tests/support/app.ts';
import { events } from '../double/members.ts';
import { declaredIn, strayTypes, toldIn } from './declared.ts';
import { readElectronTypes } from './electron-types.ts';
import { alsoAsked, dataOf, inPreload, neverHere } from './exceptions.ts';
import { parse } from './syntax.ts';
import { ofEmitters, usedOf } from './used.ts';

const types = readElectronTypes(join(root, 'node_modules/electron/electron.d.ts'));
const sourcesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.test)\.ts$/.test(file))
    .map((file) => readFileSync(join(root, folder, file), 'utf8'));
const ours = [
  ...['electron/main.ts', 'electron/preload.ts'].map((file) => readFileSync(join(root, file), 'utf8')),
  ...sourcesIn('electron/shell'),
];
const standin = sourcesIn('tests/standin').map((text) => parse(text, 'ts'));
const members = parse(readFileSync(join(root, 'tests/standin/double/members.ts'), 'utf8'), 'ts');
const used = usedOf(
  ours.map((text) => parse(text, 'ts')),
  types,
);
const declared = declaredIn([members], types);
/** Plain data of events and answers, and what every constructor needs, are no members to be declared. */
const isMember = (name: string): boolean =>
  !dataOf.has(name.replace(/\.[^.]*$/, '')) && !name.endsWith('.constructor');

const memberOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

it('declares nothing that the assembled module is not made of', () => {
  expect(strayTypes(members, 'ElectronDouble')).toEqual([]);
  const more = parse(`interface Whole { a: Used } type Used = string; type Stray = Pick<App, 'focus'>`, 'ts');
  expect(strayTypes(more, 'Whole')).toEqual(['Stray']);
});

it('has everything our code uses of electron', () => {
  expect(used.members.length).toBeGreaterThan(50);
  expect(
    used.members.filter((name) => isMember(name) && !inPreload.has(name) && !declared.includes(name)),
  ).toEqual([]);
});

it('has nothing more, but for what is named with its reason', () => {
  const wanted = new Set([...used.members, ...Object.keys(alsoAsked)]);
  expect(
    declared.filter((name) => isMember(name) && !wanted.has(name) && !ofEmitters.has(memberOf(name))),
  ).toEqual([]);
  // What is asked for must be there, and not be used by the code meanwhile.
  const named = Object.keys(alsoAsked);
  expect(named.filter((name) => used.members.includes(name))).toEqual([]);
  expect(named.filter((name) => !declared.includes(name))).toEqual([]);
});

const eventNames = Object.entries(events).flatMap(([part, names]) =>
  names.map((name) => `${part} '${name}'`),
);

it('knows every event our code listens to', () => {
  expect(used.events.length).toBeGreaterThan(15);
  expect(used.events.filter((event) => !eventNames.includes(event))).toEqual([]);
  // What is listened to by a name that is no literal (`for (… of powerEvents) source.on(event)`) throws at run time.
});

it('knows no event that Electron does not have, and tells every one it knows', () => {
  const told = toldIn(standin);
  for (const [part, names] of Object.entries(events)) {
    expect(names.filter((name) => !types.events(part).includes(name))).toEqual([]);
    // Power is what specs say it is, by a control.
    if (part !== 'PowerMonitor')
      expect(names.filter((name) => !told.has(name) && !neverHere.has(`${part} '${name}'`))).toEqual([]);
  }
  expect([...neverHere].filter((event) => !eventNames.includes(event))).toEqual([]);
});

it('finds imports, values handed on, casts, callbacks and destructured parts', () => {
  const text = `
    import { app, session as s, MessageChannelMain, utilityProcess, type WebContents } from 'electron';
    interface Own { page: { contents: WebContents } ; kill(): boolean }
    const { port1 } = new MessageChannelMain();
    port1.close();
    app.on('web-contents-created', (event, made) => made.reload());
    export const f = (own: Own, p: Pick<Electron.Tray, 'setToolTip'>) => own.page.contents.mainFrame.url;
    (utilityProcess.fork('x') as Own).kill();
    s.fromPartition('x').webRequest.onBeforeRequest(() => undefined);
    app.nothingOfElectron();`;
  const found = usedOf([parse(text, 'ts')], types);
  expect(found.members).toEqual([
    'MessageChannelMain.port1',
    'MessagePortMain.close',
    'Session.webRequest',
    'Tray.setToolTip',
    'UtilityProcess.kill',
    'WebContents.mainFrame',
    'WebContents.reload',
    'WebFrameMain.url',
    'WebRequest.onBeforeRequest',
    'static MessageChannelMain.constructor',
    'static Session.fromPartition',
    'static UtilityProcess.fork',
  ]);
  expect(found.events).toEqual(["App 'web-contents-created'"]);
});
