/**
 * The hands on the command line:
 *
 *   node hardware-sims/src/hands.ts [--panel URL] list | cards
 *   node hardware-sims/src/hands.ts [--panel URL] log | receipts | announcements DEVICE [--after N]
 *   node hardware-sims/src/hands.ts [--panel URL] DEVICE HAND [--key value…]
 *   node hardware-sims/src/hands.ts [--panel URL] faults DEVICE [--garble 0.1 …]
 *   node hardware-sims/src/hands.ts [--panel URL] phone [orders | HAND [--key value…]]
 *   node hardware-sims/src/hands.ts [--panel URL] record DEVICE on|off [--to FILE]
 *   node hardware-sims/src/hands.ts [--panel URL] replay FILE --device DEVICE [--pace recorded|fast]
 */
import { CodedError, systemClock } from '@qiantai/foundation';
import { linesOf } from './command-line/answers.ts';
import { type Command, parseArguments, requestOf } from './command-line/arguments.ts';
import { type Ask, askPanel, Refused } from './command-line/ask.ts';
import { record, replay } from './command-line/recordings.ts';

const usage = `usage: hands [--panel URL] list | cards
       hands log | receipts | announcements DEVICE [--after N]
       hands DEVICE HAND [--key value…]
       hands faults DEVICE [--garble 0.1 …]
       hands phone [orders | HAND [--key value…]]
       hands record DEVICE on|off [--to FILE]
       hands replay FILE --device DEVICE [--pace recorded|fast]
`;

/** @returns the exit code: 0 done, 1 refused or different, 2 no such command. */
export async function run(args: readonly string[], write: (text: string) => void): Promise<number> {
  const command = parseArguments(args);
  try {
    const code = await perform(command, askPanel(command.panel), write);
    if (code === undefined) write(usage);
    return code ?? 2;
  } catch (error) {
    if (error instanceof Refused) write(linesOf(undefined, error.answer));
    else if (error instanceof CodedError) write(`${error.message}\n`);
    else throw error;
    return 1;
  }
}

async function perform(command: Command, ask: Ask, write: (text: string) => void): Promise<number | undefined> {
  const [word] = command.words;
  if (word === 'record') return await record(command, ask, write);
  if (word === 'replay') return await replay(command, ask, { clock: systemClock, write });
  const request = requestOf(command);
  if (!request) return undefined;
  write(linesOf(word, await ask.json(request)));
  return 0;
}

if (import.meta.main) process.exitCode = await run(process.argv.slice(2), (text) => process.stdout.write(text));
