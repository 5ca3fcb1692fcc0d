// How what was asked ends for the person: a sentence when it is kept, the reason when it is not.
import type { Result } from '#shared/domain/result.ts';
import { say, sayFailure } from '../app/say.ts';
import { t } from '../text/t.ts';
import { toast } from '../ui/index.ts';
import { readTraining } from './store.ts';

const failed = (result: Extract<Result<unknown>, { ok: false }>): false => {
  sayFailure(result);
  if (result.code === 'training-signed-out') void readTraining();
  return false;
};

/** True when it is kept; else the failure was said. */
export async function sayKept(asked: Promise<Result<unknown>>, sentence: string): Promise<boolean> {
  const result = await asked;
  if (!result.ok) return failed(result);
  toast({ text: sentence });
  return true;
}

/** A file of the host's dialog; a cancelled one needs no word. */
export async function savedAs(asked: Promise<Result<{ file: { name: string } | null }>>): Promise<void> {
  const result = await asked;
  if (!result.ok) failed(result);
  else if (result.value.file !== null) say(t('trainer.saved-as', { name: result.value.file.name }));
}
