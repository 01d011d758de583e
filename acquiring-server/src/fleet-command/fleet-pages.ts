/** The fleet's answers as plain tables. */
import { drawTable } from '../ledger-command/table.ts';
import type { Replied } from '../rpc/messages.ts';

type AgentMessage = Replied<'FleetService', 'RetireAgent'>;
type CodeMessage = Replied<'FleetService', 'WithdrawActivationCode'>;
type OrderMessage = Replied<'FleetService', 'PlaceOrder'>;
type ReleaseMessage = Replied<'FleetService', 'PutRelease'>;
type StoreMessage = Replied<'FleetService', 'GetFleetBoard'>['stores'][number];

export function boardPage(stores: readonly StoreMessage[]): string {
  return table(
    ['store', 'heard', 'offline since', 'waits', 'dead', 'settings', 'missing', 'agents'],
    stores.map((store) => [
      store.storeId,
      instant(store.lastContactMs),
      instant(store.offlineSinceMs),
      [store.waiting, ...store.waitingSums.map((sum) => `${sum.amountMinor} minor ${sum.currency}`)].join(' · '),
      store.dead,
      store.settingsBehindSinceMs === '0'
        ? store.settingsVersion
        : `${store.settingsVersion} of ${store.newestVersion} since ${instant(store.settingsBehindSinceMs)}`,
      String(store.terminals.reduce((sum, terminal) => sum + Number(terminal.gap), 0)),
      store.agents.map((agent) => `${agent.state}${agent.cloned ? ' CLONED' : ''} ${agent.version}`).join(', '),
    ]),
  );
}

export function agentsPage(agents: readonly AgentMessage[]): string {
  return table(
    ['agent', 'store', 'state', 'since', 'why', 'version', 'certificate until', 'device'],
    agents.map((agent) => [
      agent.agentId,
      agent.storeId,
      agent.cloned ? `${agent.state} CLONED` : agent.state,
      instant(agent.stateAtMs),
      agent.stateReason,
      agent.version,
      instant(agent.certificateEndsAtMs),
      agent.deviceDescription,
    ]),
  );
}

export function codesPage(codes: readonly CodeMessage[]): string {
  return table(
    ['code', 'store', 'state', 'made by', 'made', 'good until', 'agent'],
    codes.map((code) => [
      code.codeId,
      code.storeId,
      code.state,
      code.createdBy,
      instant(code.createdAtMs),
      instant(code.expiresAtMs),
      code.agentId,
    ]),
  );
}

export function ordersPage(orders: readonly OrderMessage[]): string {
  return table(
    ['order', 'store', 'agent', 'kind', 'state', 'placed by', 'placed', 'ended', 'result'],
    orders.map((order) => [
      order.orderId,
      order.storeId,
      order.agentId,
      order.kind,
      order.state,
      order.placedBy,
      instant(order.placedAtMs),
      instant(order.endedAtMs),
      `${order.errorCode} ${order.resultJson}`.trim(),
    ]),
  );
}

export function releasesPage(releases: readonly ReleaseMessage[]): string {
  return table(
    ['component', 'channel', 'version', 'rollout', 'minimum', 'package', 'of', 'put by'],
    releases.map((release) => [
      release.component,
      release.channel,
      release.version,
      `${release.rolloutPercent} %${release.paused ? ' paused' : ''}`,
      release.minimumVersion,
      `${release.packageName} ${release.packageHash.slice(0, 12)}…`,
      release.merchantId || 'the platform',
      release.putBy,
    ]),
  );
}

const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' });

/** Beijing; `–` for what was not. */
function instant(atMs: string): string {
  return atMs === '0' || atMs === '' ? '–' : clock.format(Number(atMs));
}

/** What an agent sent must not steer the terminal. */
export function printable(text: string): string {
  return text.replace(/(?!\n)[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '·');
}

function table(headings: readonly string[], rows: readonly string[][]): string {
  if (rows.length === 0) return 'none\n';
  return drawTable(
    headings.map((heading) => ({ heading })),
    rows,
  );
}
