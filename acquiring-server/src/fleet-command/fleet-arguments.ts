/** What the fleet's command was asked for. */
import { parseArgs } from 'node:util';

export const usage = `usage: npm run fleet -- WISH --merchant ID [--operator NAME] [--json]
  board [--store ID]                        every store: heard, waiting, behind, gaps, agents
  agents [--store ID]                       who was let in, and how each stands
  code --store ID [--hours N] [--replaces AGENT]
                                            a new activation code; it is shown once
  codes [--store ID]                        codes and what became of them
  withdraw CODE_ID                          takes a code back that nobody used
  revoke AGENT --reason TEXT                it was stolen: nothing of it is taken, it wipes at its next contact
  retire AGENT --reason TEXT                it goes out of service: it brings what it owes, nothing new begins
  logs AGENT [--lines N]                    orders the last lines of its log
  order AGENT KIND                          wipe_card_data, sync_now, rotate_keys or reload_settings
  orders [--store ID]                       what was ordered and what became of it
  show ORDER_ID                             an order with what the agent sent
  release COMPONENT VERSION --hash SHA256 --package NAME [--channel NAME] [--minimum VERSION] [--percent N]
  rollout COMPONENT VERSION --percent N [--channel NAME] [--paused]
  releases                                  which versions there are, and how far each has gone out
`;

const options = {
  merchant: { type: 'string', default: '' },
  operator: { type: 'string', default: 'admin' },
  address: { type: 'string' },
  json: { type: 'boolean', default: false },
  store: { type: 'string', default: '' },
  hours: { type: 'string', default: '0' },
  replaces: { type: 'string', default: '' },
  reason: { type: 'string', default: '' },
  lines: { type: 'string', default: '1000' },
  hash: { type: 'string', default: '' },
  package: { type: 'string', default: '' },
  channel: { type: 'string', default: 'stable' },
  minimum: { type: 'string', default: '' },
  percent: { type: 'string', default: '0' },
  paused: { type: 'boolean', default: false },
} as const;

/** How many words follow each wish. */
const wordCounts = {
  board: 0,
  agents: 0,
  code: 0,
  codes: 0,
  withdraw: 1,
  revoke: 1,
  retire: 1,
  logs: 1,
  order: 2,
  orders: 0,
  show: 1,
  release: 2,
  rollout: 2,
  releases: 0,
} as const;
export type FleetWish = keyof typeof wordCounts;

export type FleetArguments = ReturnType<typeof parsed>['values'] & { wish: FleetWish; words: [string, string] };

function parsed(args: readonly string[]) {
  return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
}

/** Undefined where it is no command. */
export function fleetArguments(args: readonly string[]): FleetArguments | undefined {
  try {
    const { values, positionals } = parsed(args);
    const [wish, ...words] = positionals;
    if (wish === undefined || !isWish(wish) || words.length !== wordCounts[wish]) return undefined;
    if ((wish === 'revoke' || wish === 'retire') && values.reason === '') return undefined;
    if (wish === 'code' && values.store === '') return undefined;
    // The platform's own releases are of no merchant.
    if (values.merchant === '' && !['release', 'rollout', 'releases'].includes(wish)) return undefined;
    if (![values.hours, values.lines, values.percent].every((text) => /^[0-9]{1,6}$/.test(text))) return undefined;
    return { ...values, wish, words: [words[0] ?? '', words[1] ?? ''] };
  } catch {
    return undefined;
  }
}

function isWish(word: string): word is FleetWish {
  return Object.hasOwn(wordCounts, word);
}
