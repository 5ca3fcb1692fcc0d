// `npm run package -- --win|--mac|--linux [--dir] [--arm64]` makes installers; `-- --check` packs around a stand-in of
// Electron's files and looks inside, for machines that cannot fetch the runtime. `--as-built` takes dist/ as it is.
// Environment: build/README.md.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { check, configProblems } from './package-check.ts';
import { planFor, root, systems } from './package-config.ts';
import { pack } from './package-pack.ts';

const known = ['--win', '--mac', '--linux', '--dir', '--arm64', '--check', '--as-built'];
const args = process.argv.slice(2);
const wanted = systems.filter((system) => args.includes(`--${system}`));
const stop = (why: string): never => {
  console.error(why);
  process.exit(1);
};

const odd = args.find((arg) => !known.includes(arg));
if (odd !== undefined) stop(`${odd} is not known here; known are ${known.join(' ')}.`);
if (!args.includes('--check') && wanted.length === 0)
  stop('Say what to pack for: --win, --mac or --linux; or --check to look inside without the runtime.');

if (!args.includes('--as-built')) {
  const built = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { stdio: 'inherit' });
  if (built.status !== 0) stop('The build failed: see the lines above. Nothing was packed.');
}
const wrong = configProblems();
if (wrong.length > 0) stop(`electron-builder.yml is not valid: ${wrong.join('; ')}`);
console.log('electron-builder.yml: valid by electron-builder’s own schema');

if (args.includes('--check')) {
  let bad = 0;
  for (const system of wanted.length > 0 ? wanted : systems) {
    const { files, size, fusesOn, problems } = await check(system);
    console.log(`${system}: ${files} files, ${(size / 1e6).toFixed(1)} MB, fuses on: ${fusesOn.join(' ')}`);
    for (const problem of problems) console.log(`  ${problem}`);
    bad += problems.length;
  }
  console.log(bad === 0 ? 'nothing wrong found' : `${bad} problems`);
  process.exit(bad === 0 ? 0 : 1);
}

for (const system of wanted) {
  const plan = planFor(system, process.env);
  for (const note of plan.notes) console.log(`${system}: ${note}`);
  if (plan.refused !== null) stop(plan.refused);
  const dist = process.env['CARELINE_ELECTRON_DIST'] ?? '';
  const over = dist === '' ? plan.over : { ...plan.over, electronDist: dist };
  try {
    const made = await pack({
      system,
      arch: args.includes('--arm64') ? 'arm64' : 'x64',
      dirOnly: args.includes('--dir'),
      over,
    });
    for (const file of made) console.log(file);
    if (made.length === 0)
      console.log(`${system}: the unpacked app is in ${join(root, 'out', 'installers')}`);
  } catch (error) {
    stop(`${system}: ${reason(error)}`);
  }
}

/** One sentence a person can act on. */
function reason(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  const line = (message ?? String(error)).split('\n')[0] ?? '';
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH/.test(`${code} ${line}`))
    return (
      `Electron's runtime or a packing tool could not be fetched (${line}), so no installer was made; ` +
      'set CARELINE_ELECTRON_DIST to a folder that holds the runtime, or run this where the network allows it.'
    );
  return `electron-builder stopped: ${line}`;
}
