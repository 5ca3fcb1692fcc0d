// npm run -s practice -- --scenario R1 --level 3 --seed 7 --turns FILE|-   plays a call headless: score and reasons as JSON
//                        --check                                           lints and walks every scenario, as a table
//                        --agreement                                       the scorer beside the raters, as a table
//                        --campaign N                                      N seeds of every generated player, everywhere
// Bad input: exit 2 and one sentence.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { practiceLevels } from '#shared/domain/practice/scenario.ts';
import { campaign } from './practice-campaign.ts';
import { agreement, bases, scenarios, sources } from './practice-content.ts';
import { play } from './practice-play.ts';
import { agreementText, checkTable } from './practice-tables.ts';
import { readTurns } from './practice-turns.ts';

const complain = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
};
const options = {
  scenario: { type: 'string' },
  level: { type: 'string', default: '1' },
  seed: { type: 'string', default: '0' },
  turns: { type: 'string' },
  check: { type: 'boolean', default: false },
  agreement: { type: 'boolean', default: false },
  campaign: { type: 'string' },
} as const;

function argsOf() {
  try {
    return parseArgs({ options, strict: true, allowPositionals: false }).values;
  } catch {
    return complain(
      'Use --scenario ID --level 1..4 --seed N --turns FILE (or - for standard input), --check, --agreement or --campaign N.',
    );
  }
}

/** A call's turns are some kB; more than this is something else. */
const mostBytes = 1_000_000;
function turnsText(path: string): string {
  const text = ((): string => {
    try {
      return readFileSync(path === '-' ? 0 : path, 'utf8');
    } catch {
      return complain(
        path === '-' ? 'Standard input could not be read.' : `The file ${path} could not be read.`,
      );
    }
  })();
  if (text.length > mostBytes) complain('The turns are longer than any call.');
  if (text.includes('\u0000')) complain('The turns are no text.');
  return text;
}

const args = argsOf();
if (args.check) {
  const table = checkTable(sources(), scenarios(), bases());
  console.log(table.text);
  process.exit(table.problems === 0 ? 0 : 1);
} else if (args.agreement) {
  console.log(agreementText(agreement()));
} else if (args.campaign !== undefined) {
  const seeds = /^\d{1,4}$/.test(args.campaign) ? Number(args.campaign) : 0;
  if (seeds < 1) complain('Say how many seeds to play: --campaign 1 to 9999.');
  const done = campaign(scenarios(), seeds);
  console.log(done.text);
  process.exit(done.failed === 0 ? 0 : 1);
} else {
  const all = scenarios();
  const known = all.map((s) => s.id).join(', ');
  const scenario = all.find((s) => s.id === args.scenario);
  const level = practiceLevels.find((l) => `${l}` === args.level);
  const seed = /^\d{1,10}$/.test(args.seed) ? Number(args.seed) : NaN;
  if (args.scenario === undefined) complain(`Say which scenario to play: --scenario, one of ${known}.`);
  else if (scenario === undefined) complain(`There is no such scenario; there are ${known}.`);
  else if (level === undefined) complain('The level is 1, 2, 3 or 4.');
  else if (!(seed <= 0xffffffff)) complain('The seed is a whole number from 0 to 4294967295.');
  else if (args.turns === undefined)
    complain('Say where the turns are: --turns FILE, or - for standard input.');
  else {
    const read = readTurns(turnsText(args.turns));
    if (!read.ok) complain(read.why);
    else {
      const played = play(scenario, level, seed, read.turns);
      if (!played.ok) complain(played.why);
      else console.log(JSON.stringify(played.told, null, 2));
    }
  }
}
