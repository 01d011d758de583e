/** The agent's figures for Prometheus, read when they are asked for. */
import { Gauge, Registry } from 'prom-client';
import type { AgentReport } from './board.ts';

export function agentMetrics(report: () => AgentReport): { contentType: string; text(): Promise<string> } {
  const registry = new Registry();
  const figures: Array<[name: string, help: string, value: (now: AgentReport) => number]> = [
    ['qiantai_edge_online', '1 while the line to the server is up', (now) => (now.line.status === 'online' ? 1 : 0)],
    ['qiantai_edge_enrolled', '1 once the agent has its certificate', (now) => (now.enrolled ? 1 : 0)],
    ['qiantai_edge_queue_waiting', 'Rows that wait for the server', (now) => now.queue.waiting],
    ['qiantai_edge_queue_dead', 'Rows that the server refused for good', (now) => now.queue.dead],
    ['qiantai_edge_queue_oldest_age_seconds', 'Age of the oldest row that waits', (now) => oldestAgeMs(now) / 1000],
    ['qiantai_edge_open_payments', 'Payments without an end', (now) => now.openPayments],
    ['qiantai_edge_open_refunds', 'Refunds without an end', (now) => now.openRefunds],
    ['qiantai_edge_offline_cards_waiting', 'Cards taken offline that wait', (now) => now.cards[0]?.count ?? 0],
    ['qiantai_edge_clock_offset_seconds', "The server's clock less ours", (now) => now.clockOffsetMs / 1000],
    ['qiantai_edge_settings_version', 'Version of the settings held', (now) => now.settingsVersion],
  ];
  const gauges = figures.map(([name, help]) => new Gauge({ name, help, registers: [registry] }));
  const heads = new Gauge({
    name: 'qiantai_edge_journal_sequence',
    help: "Last sequence of each terminal's journal",
    labelNames: ['terminal'],
    registers: [registry],
  });
  return {
    contentType: registry.contentType,
    text: async () => {
      const now = report();
      for (const [index, [, , value]] of figures.entries()) gauges[index]?.set(value(now));
      for (const head of now.heads) heads.set({ terminal: head.terminalId }, head.sequence);
      return await registry.metrics();
    },
  };
}

export function oldestAgeMs(report: Pick<AgentReport, 'nowMs' | 'queue'>): number {
  return report.queue.waiting === 0 ? 0 : Math.max(0, report.nowMs - report.queue.oldestRecordedAtMs);
}
