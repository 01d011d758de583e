/**
 * The hands on the command line:
 *
 *   node hardware-sims/src/hands.ts [--panel URL] list
 *   node hardware-sims/src/hands.ts [--panel URL] cards
 *   node hardware-sims/src/hands.ts [--panel URL] log DEVICE [--after N]
 *   node hardware-sims/src/hands.ts [--panel URL] DEVICE HAND [--key value…]
 */
import { errorText } from '@qiantai/foundation';
import { z } from 'zod';
import { simError } from './errors.ts';

const defaultPanel = 'http://127.0.0.1:8070';
const usage = 'usage: hands [--panel URL] list | cards | log DEVICE [--after N] | DEVICE HAND [--key value…]\n';

export interface Command {
  panel: string;
  words: string[];
  options: Record<string, string>;
}

/** Splits arguments into words and `--name value` options; `--name` alone means true. */
export function parseArguments(args: readonly string[]): Command {
  const words: string[] = [];
  const options: Record<string, string> = {};
  for (let place = 0; place < args.length; place++) {
    const argument = args[place] as string;
    if (!argument.startsWith('--')) {
      words.push(argument);
      continue;
    }
    const next = args[place + 1];
    const hasValue = next !== undefined && !next.startsWith('--');
    options[argument.slice(2)] = hasValue ? next : 'true';
    if (hasValue) place += 1;
  }
  const { panel = defaultPanel, ...rest } = options;
  return { panel, words, options: rest };
}

/** What the command comes to: a request of the panel; undefined when the words make no command. */
export function requestOf(command: Command): { method: 'GET' | 'POST'; path: string; body?: unknown } | undefined {
  const [first, second, ...more] = command.words;
  if (!first || more.length > 0) return undefined;
  if (first === 'list' && !second) return { method: 'GET', path: '/api/devices' };
  if (first === 'cards' && !second) return { method: 'GET', path: '/api/cards' };
  if (!second) return undefined;
  if (first === 'log') {
    const after = command.options['after'] ?? '0';
    return { method: 'GET', path: `/api/devices/${encodeURIComponent(second)}/log?after=${encodeURIComponent(after)}` };
  }
  const path = `/api/devices/${encodeURIComponent(first)}/hands/${encodeURIComponent(second)}`;
  return { method: 'POST', path, body: command.options };
}

const answerSchema = z.json();

export async function run(args: readonly string[], write: (text: string) => void): Promise<number> {
  const command = parseArguments(args);
  const request = requestOf(command);
  if (!request) {
    write(usage);
    return 2;
  }
  let response: Response;
  try {
    response = await fetch(new URL(request.path, command.panel), {
      method: request.method,
      ...(request.body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(request.body) }),
    });
  } catch (error) {
    write(`${simError('PANEL_GONE', { panel: command.panel, reason: errorText(error) }).message}\n`);
    return 1;
  }
  const answer = answerSchema.parse(await response.json());
  write(linesOf(command.words[0], answer));
  return response.ok ? 0 : 1;
}

const listedSchema = z.array(
  z.object({
    id: z.string(),
    plugged: z.boolean(),
    peer: z.boolean(),
    address: z.string(),
    hands: z.array(z.string()),
  }),
);
const loggedSchema = z.array(
  z.object({ n: z.number(), direction: z.string(), words: z.string(), hex: z.string(), fault: z.string() }),
);

function linesOf(word: string | undefined, answer: unknown): string {
  const devices = word === 'list' ? listedSchema.safeParse(answer) : undefined;
  if (devices?.success) {
    return devices.data
      .map(({ id, plugged, peer, address, hands }) => {
        const line = plugged ? (peer ? 'till there' : 'no till') : 'unplugged';
        return `${id}\t${line}\t${address}\n\t${hands.join(' ')}\n`;
      })
      .join('');
  }
  const entries = word === 'log' ? loggedSchema.safeParse(answer) : undefined;
  if (entries?.success) {
    return entries.data
      .map((entry) => `${entry.n}\t${entry.direction}\t${entry.fault}\t${entry.words}\t${entry.hex}\n`)
      .join('');
  }
  return `${JSON.stringify(answer, null, 2)}\n`;
}

if (import.meta.main) process.exitCode = await run(process.argv.slice(2), (text) => process.stdout.write(text));
