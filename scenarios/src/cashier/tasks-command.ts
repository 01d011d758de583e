/**
 * `node scenarios/src/cashier/tasks-command.ts [--pictures FOLDER] [--hand]`: the ten tasks by keys and by touch, in
 * both languages; says what each took and what is amiss on the way. With `--pictures` every view is looked at, and
 * taken, in three shapes; with `--hand` touch is on a handheld. Ends with 1 where something is amiss.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { errorText } from '@qiantai/foundation';
import { type Cashier, type Shape, shapes } from './cashier.ts';
import { openDesk } from './desk.ts';
import { actionsMax, sitDown, tasks } from './play.ts';

const { values } = parseArgs({
  options: {
    pictures: { type: 'string' },
    hand: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
  },
});
const [, smallCounter, handheld] = shapes as readonly [Shape, Shape, Shape];
const limits = actionsMax();
const { pictures: folder } = values;
if (folder !== undefined) mkdirSync(folder, { recursive: true });

const desk = await openDesk();
let amiss = 0;
try {
  for (const way of ['keyboard', 'touch'] as const) {
    for (const language of ['zh', 'en'] as const) {
      if (values.only && !values.only.includes(`${way}-${language}`)) continue;
      const cashier = await sitDown(desk, {
        ...{ way, language, shape: way === 'touch' && values.hand ? handheld : smallCounter },
        ...(folder === undefined
          ? {}
          : {
              pictures: {
                shapes,
                take: async (page, name) => {
                  await page.screenshot({ path: join(folder, `${name}-${way}.png`) });
                },
              },
            }),
      });
      for (const flaw of cashier.flaws) tell(`  ${flaw}`);
      for (const task of tasks) await playOne(cashier, task);
      await cashier.page.context().close();
    }
  }
} finally {
  await desk.close();
}
process.exitCode = amiss > 0 ? 1 : 0;

async function playOne(cashier: Cashier, { no, name, play }: (typeof tasks)[number]): Promise<void> {
  cashier.begin(String(no));
  let wrong = '';
  try {
    await play(cashier, desk);
  } catch (error) {
    wrong = errorText(error);
    if (folder !== undefined) await cashier.page.screenshot({ path: join(folder, `wrong-${no}-${cashier.way}.png`) });
  }
  const limit = limits.get(no)?.[cashier.way] ?? 0;
  const tooMany = cashier.actions > limit && !values.hand;
  if (wrong !== '' || tooMany || cashier.flaws.length > 0) amiss += 1;
  tell(
    `${cashier.way} ${cashier.language} ${no} ${name}: ${cashier.actions} (at most ${limit})${wrong && ` FAILED ${wrong}`}`,
  );
  for (const flaw of cashier.flaws) tell(`  ${flaw}`);
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
