// Gives the double to whoever asks for `electron`: our main (ESM, named imports), CommonJS packages, and the inspector's
// `require`, by which a test runner evaluates in the main process.
import { registerHooks } from 'node:module';

const asModule = 'standin:electron';
const asCommonJs = new URL('./double/required.cjs', import.meta.url).href;
/** Where both find it. */
const key = Symbol.for('careline.standin.electron');

export function resolveElectronTo(electron: object): void {
  Object.defineProperty(globalThis, key, { value: electron });
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier !== 'electron') return next(specifier, context);
      const url = context.conditions.includes('import') ? asModule : asCommonJs;
      return { url, format: url === asModule ? 'module' : 'commonjs', shortCircuit: true };
    },
    load(url, context, next) {
      if (url !== asModule) return next(url, context);
      const names = Object.keys(electron).map((name) => `export const ${name} = electron.${name};`);
      const source = `const electron = globalThis[Symbol.for('careline.standin.electron')];\nexport default electron;\n${names.join('\n')}`;
      return { format: 'module', source, shortCircuit: true };
    },
  });
}
