// Starter content that ships as files: accounts, on-call schedules, scripts and paths, the emergency card, scenarios. Checked at
// start against its schema; a bad file is a build mistake and stops the desk with its name, never with half the content.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { z } from 'zod';
import { account, type Account } from '#shared/domain/accounts/account.ts';
import { emergencyCard, type EmergencyCard } from '#shared/domain/emergency/card.ts';
import { complete, scenarioBase } from '#shared/domain/practice/base.ts';
import { scenarioFile, type Scenario } from '#shared/domain/practice/scenario.ts';
import { schedule, type Schedule } from '#shared/domain/oncall/index.ts';
import { fail, FailureError } from '#shared/domain/result.ts';
import { langs } from '#shared/domain/script/languages.ts';
import { partyWords, type PartyWords } from '../practice/party-words.ts';
import { path as scriptPath, script, type Path, type Script } from '#shared/domain/script/script.ts';

export interface Content {
  accounts: Account[];
  schedules: Schedule[];
  scripts: Script[];
  paths: Path[];
  card: EmergencyCard;
  scenarios: Scenario[];
  /** What others on the line say in role-play. */
  parties: PartyWords;
}

/** Lies beside the emergency card for pages that have no desk; no card. */
const pagesOwn = 'numbers.json';

function folder<S extends z.ZodType>(path: string, schema: S): z.output<S>[] {
  return listed(path)
    .filter((f) => f.endsWith('.json') && f !== pagesOwn)
    .sort()
    .map((f) => {
      const read = schema.safeParse(parsed(join(path, f)));
      if (!read.success) throw new FailureError(fail('content-damaged', f));
      return read.data;
    });
}
function listed(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    throw new FailureError(fail('content-damaged', basename(path)));
  }
}
/** Null is nobody's content: what is no JSON fails its schema, and with it gets its file's name. */
function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** English in the folder itself, other languages each in a folder of theirs where there is one. */
const scriptsIn = (dir: string): Script[] => [
  ...folder(dir, script),
  ...langs
    .map((lang) => join(dir, lang))
    .filter((own) => existsSync(own))
    .flatMap((own) => folder(own, script)),
];

/** Each with the rules that the scenarios of its language share. */
function scenariosIn(dir: string): Scenario[] {
  const bases = folder(join(dir, 'base'), scenarioBase);
  return folder(dir, scenarioFile).map((file) => {
    const base = bases.find((b) => b.lang === file.base);
    if (base === undefined) throw new FailureError(fail('content-damaged', file.id));
    return complete(file, base);
  });
}

/** `dir` is the `data` folder that ships beside the program. Throws FailureError `content-damaged` with the file's name. */
export function loadContent(dir: string): Content {
  const cards = folder(join(dir, 'emergency'), emergencyCard);
  const card = cards.toSorted((a, b) => b.version - a.version)[0];
  if (card === undefined) throw new FailureError(fail('content-damaged', 'emergency'));
  const parties = folder(join(dir, 'practice'), partyWords)[0];
  if (parties === undefined) throw new FailureError(fail('content-damaged', 'practice'));
  return {
    accounts: folder(join(dir, 'accounts'), account),
    schedules: folder(join(dir, 'oncall'), schedule),
    scripts: scriptsIn(join(dir, 'scripts')),
    paths: folder(join(dir, 'scripts', 'paths'), scriptPath),
    card,
    scenarios: scenariosIn(join(dir, 'scenarios')),
    parties,
  };
}
