// The trainer's window: no live desk has one, the practice desk opens it beside itself, and without a trainer's passphrase
// nothing of a trainee is shown or answered there.
import { expect } from 'vitest';
import { axeProblems } from './desk/axe.ts';
import { askRaw, desktop } from './desk/shell.ts';
import { spec, story } from './desk/spec.ts';

story('the trainer’s desk', {}, (desk) => {
  spec('is no window of the live desk', desktop, async () => {
    const refused = { ok: false, code: 'host-cannot' };
    for (const what of ['windows.open', 'windows.close'])
      expect(await askRaw(desk().page, what, { surface: 'trainer' })).toMatchObject(refused);
    expect(await desk().main(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  spec('opens beside practice, asks for a trainer first, and may ask for nothing else', async () => {
    const { page } = desk();
    await page.getByRole('button', { name: 'Trainer' }).click();
    await page.getByText('PRACTICE · nothing here is real').first().waitFor();
    await page.getByRole('button', { name: 'Trainer’s desk, in its own window' }).click();
    const trainer = await desk().window('trainer');
    await trainer.getByRole('heading', { name: 'Set up the first trainer of this computer' }).waitFor();
    expect(await axeProblems(trainer)).toEqual([]);
    expect(await trainer.title()).toBe('PRACTICE · Trainer');
    expect(await trainer.locator('html').getAttribute('data-mode')).toBe('practice');

    await trainer.getByLabel('Your name').fill('Ines Varga');
    await trainer.getByLabel('A passphrase of your own').fill('four calm words here');
    await trainer.getByLabel('The same passphrase again').fill('four calm words there');
    await trainer.keyboard.press('Enter');
    await trainer.getByText('The two are not the same.').waitFor();
    await trainer.getByLabel('The same passphrase again').fill('four calm words here');
    await trainer.keyboard.press('Enter');
    await trainer.getByRole('heading', { name: 'People', exact: true }).waitFor();
    await trainer.getByText('Nobody trains here yet').waitFor();
    expect(await axeProblems(trainer)).toEqual([]);
  });

  spec('has no right outside of training', desktop, async () => {
    const trainer = await desk().window('trainer');
    for (const [name, input] of [
      ['calls.current', {}],
      ['messages.drafts', {}],
      ['session.unlock', { passphrase: 'x' }],
    ] as const)
      expect(await askRaw(trainer, name, input)).toMatchObject({ ok: false, code: 'wrong-surface' });
    expect(await askRaw(trainer, 'windows.open', { surface: 'panel' })).toMatchObject({
      code: 'host-cannot',
    });
    await trainer.getByRole('button', { name: 'Sign out' }).click();
    await trainer.getByRole('heading', { name: 'Sign in as trainer' }).waitFor();
    expect(await askRaw(trainer, 'training.trainees')).toMatchObject({ code: 'training-signed-out' });
  });

  spec('broke no policy and put no error in the console', () => {
    expect(desk().problems.found).toEqual([]);
  });
});
