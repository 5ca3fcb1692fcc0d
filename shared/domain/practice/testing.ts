// The shipped R2 with its base, for the tests of this room and of those who show it.
import base from '../../../data/scenarios/base/en.json' with { type: 'json' };
import file from '../../../data/scenarios/R2.json' with { type: 'json' };
import { complete, scenarioBase } from './base.ts';
import { type Scenario, scenarioFile } from './scenario.ts';

export const baseEn = scenarioBase.parse(base);
export const r2: Scenario = complete(scenarioFile.parse(file), baseEn);
