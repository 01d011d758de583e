/** The command line's words and options, and the request of the panel that they come to. */

const defaultPanel = 'http://127.0.0.1:8070';

export interface Command {
  panel: string;
  words: string[];
  options: Record<string, string>;
}

export interface PanelRequest {
  method: 'GET' | 'POST';
  path: string;
  body?: unknown;
}

/** Splits arguments into words and `--name value` options; `--name` alone means true, `--qr-text` is `qrText`. */
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
    const name = argument.slice(2).replace(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase());
    options[name] = hasValue ? next : 'true';
    if (hasValue) place += 1;
  }
  const { panel = defaultPanel, ...rest } = options;
  return { panel, words, options: rest };
}

/** What the command comes to; undefined when the words make none. */
export function requestOf({ words, options }: Command): PanelRequest | undefined {
  const [first, second, ...more] = words;
  if (!first || more.length > 0) return undefined;
  if (first === 'phone') return phoneRequest(second, options);
  if (!second)
    return ['list', 'cards'].includes(first) ? { method: 'GET', path: listPaths[first] as string } : undefined;
  const device = `/api/devices/${encodeURIComponent(second)}`;
  switch (first) {
    case 'log':
      return { method: 'GET', path: `${device}/log?after=${encodeURIComponent(options['after'] ?? '0')}` };
    case 'receipts':
    case 'announcements':
      return { method: 'GET', path: `${device}/${first}` };
    case 'faults':
      return { method: 'POST', path: `${device}/faults`, body: numbersOf(options) };
    default:
      return {
        method: 'POST',
        path: `/api/devices/${encodeURIComponent(first)}/hands/${encodeURIComponent(second)}`,
        body: options,
      };
  }
}

const listPaths: Readonly<Record<string, string>> = { list: '/api/devices', cards: '/api/cards' };

function phoneRequest(hand: string | undefined, options: Record<string, string>): PanelRequest {
  if (!hand) return { method: 'GET', path: '/api/phone' };
  if (hand === 'orders') return { method: 'GET', path: '/api/phone/orders' };
  return { method: 'POST', path: `/api/phone/hands/${encodeURIComponent(hand)}`, body: options };
}

/** Rates are numbers; what is no number is left for the panel to refuse by its name. */
function numbersOf(options: Record<string, string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name, Number.isFinite(Number(value)) ? Number(value) : value]),
  );
}
