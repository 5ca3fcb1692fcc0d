// `npm run leaks`: the whole leak run, with backend and sample record behind the desk. Ends with 1 when something was found.
import { leakRun } from './run.ts';
import { placesLines } from './search.ts';

const { search, done, shown } = await leakRun({ demo: true });
console.log(
  `did ${done.length} things, ${done.filter((step) => step.endsWith(': ok')).length} of them answered`,
);
for (const step of done.filter((one) => !one.endsWith(': ok'))) console.log(`  ${step}`);
console.log(`a page showed: ${shown.join(', ')}`);
for (const line of placesLines(search)) console.log(line);
console.log(search.hits.length === 0 ? 'nothing found' : `${search.hits.length} found`);
process.exit(search.hits.length === 0 ? 0 : 1);
