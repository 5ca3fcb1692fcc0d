// The two texts that DevTools runs at the start of every document, made of the halves' own source.
import { codecSource } from '../codec.ts';
import { bridgeEnd } from './halves/bridge-end.ts';
import { isolatedHalf } from './halves/isolated-half.ts';
import { mainHalf } from './halves/main-half.ts';

export interface ScriptNames {
  meeting: string;
  binding: string;
  receive: string;
}

export interface Scripts {
  main: string;
  isolated: string;
}

/** @param preload the text of a CommonJS preload; like all such files it is not strict of itself. */
export function makeScripts(names: ScriptNames, preloadPath: string, preload: string): Scripts {
  const name = (key: keyof ScriptNames): string => `${key}: ${JSON.stringify(names[key])}`;
  const strict = (what: { toString(): string }): string =>
    `(() => { 'use strict'; return (${what.toString()}); })()`;
  const end = `bridgeEnd: ${strict(bridgeEnd)}`;
  return {
    main: `(${strict(mainHalf)})({ ${name('meeting')}, ${end} });`,
    isolated: `(${strict(isolatedHalf)})({
      ${name('meeting')}, ${name('binding')}, ${name('receive')}, ${end},
      codec: ${codecSource()}, preloadPath: ${JSON.stringify(preloadPath)},
      preload: function (require, module, exports, process) {
${preload}
      },
    });`,
  };
}
