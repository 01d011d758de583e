/** The agent as the fleet's keepers see it: revoked, retired, ordered, renewed, reported. */
import { X509Certificate } from 'node:crypto';
import { createLog, LogRing } from '@qiantai/foundation';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Fixture, ids, openFixture, serviceCall, until } from '../testing/fixture.ts';
import { agentVersion } from '../version.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const reportTiming = { intervalMs: 50, soonMs: 10 };

let fixture: Fixture;
const logRing = new LogRing();
beforeEach(async () => {
  const log = createLog({ name: 'agent', level: 'silent', nowMs: () => 1, ring: logRing });
  fixture = await openFixture({ reportTiming, logRing, log });
});
afterEach(() => fixture.close());

const status = () => fixture.till.call('SyncNow', {});
const page = async () =>
  (await (await fetch(`http://127.0.0.1:${fixture.agent.statusPort}/status.json`)).json()) as {
    alarms: Array<{ code: string }>;
    fleet: { standing: string; agentUpdate: string; cashOnly?: string };
  };
const fleetOf = () => fixture.server.fleet;
const order = (kind: string, paramsJson = '{}') => {
  const orderId = ids.uuid7();
  fleetOf().orders.push({ orderId, kind, paramsJson, expiresAtMs: 9e14 });
  return orderId;
};
const answersTo = (orderId: string) => fleetOf().answers.filter((answer) => answer.orderId === orderId);
const ended = (orderId: string) => until(() => answersTo(orderId).some((one) => one.outcome !== ''), 'the order ended');
const put = (kind: string, value: object) => {
  const version = (fixture.server.settings.at(-1)?.version ?? 0) + 1;
  fixture.server.settings.push({ version, kind, id: 'default', valueJson: JSON.stringify(value) });
};
const takeCash = () =>
  fixture.till.call('TakeCash', {
    paymentKey: ids.uuid7(),
    saleId: ids.uuid7(),
    orderNo: `O${ids.uuid7().slice(-12)}`,
    orderTotal: { amountMinor: '500', currency: 'CNY' },
    amount: { amountMinor: '500', currency: 'CNY' },
    tendered: { amountMinor: '500', currency: 'CNY' },
  });

describe('a stolen agent', () => {
  test('wipes at its next contact, tells the tills why, and still knows it after a start without a line', async () => {
    fleetOf().refuse = 'CALLER_REVOKED';
    await until(async () => (await status()).agentStanding === 'revoked', 'it has heard');
    expect(await status()).toMatchObject({ online: false, reasonCode: 'AGENT_REVOKED', cashOnly: true });
    expect(fixture.agent.vault.wiped()).toMatchObject({ reason: 'agent revoked' });
    expect((await page()).alarms.some((alarm) => alarm.code === 'AGENT_REVOKED')).toBe(true);
    fixture.line.cut();
    await fixture.restart();
    expect(await status()).toMatchObject({ online: false, agentStanding: 'revoked', cashOnly: true });
    expect(fixture.agent.vault.wiped()).toBeDefined();
  });

  test('a power cut between the word and the wipe is made good at the next start', async () => {
    await fixture.restartAfter((dataDir) => {
      const sql = new Sqlite(`${dataDir}/agent.db`);
      sql.exec("INSERT OR REPLACE INTO fleet_standing VALUES (1, 'revoked', 1, '', 0)");
      sql.close();
    });
    expect(fixture.agent.vault.wiped()).toMatchObject({ reason: 'agent revoked' });
  });

  test('does not believe a probe that says otherwise, and comes back by another code alone', async () => {
    fleetOf().refuse = 'CALLER_REVOKED';
    await until(async () => (await status()).agentStanding === 'revoked', 'it has heard');
    fleetOf().refuse = undefined;
    fleetOf().agentState = 'active';
    await fixture.restart();
    await until(async () => (await status()).online, 'the line is up');
    expect(await status()).toMatchObject({ agentStanding: 'revoked', cashOnly: true });

    fleetOf().codes.set('TEST-CODE-2', 'agent-2');
    fixture.activationCode = 'TEST-CODE-2';
    await fixture.restart();
    await until(async () => (await status()).online, 'the line is up');
    expect(await status()).toMatchObject({ agentStanding: 'active', cashOnly: false });
    expect(fixture.agent.vault.wiped()).toBeUndefined();
    // Once activated anew it is not activated again at each start.
    const enrolments = fixture.server.calls.filter((name) => name === 'Enrol').length;
    await fixture.restart();
    expect(fixture.server.calls.filter((name) => name === 'Enrol')).toHaveLength(enrolments);
  });

  test('keeps its journal', async () => {
    fixture.line.cut();
    await takeCash();
    fleetOf().refuse = 'CALLER_REVOKED';
    fixture.line.mend();
    await until(async () => (await status()).agentStanding === 'revoked', 'it has heard');
    expect(Number((await status()).waiting)).toBeGreaterThan(0);
    fleetOf().refuse = undefined;
    fleetOf().codes.set('TEST-CODE-3', 'agent-3');
    fixture.activationCode = 'TEST-CODE-3';
    await fixture.restart();
    await fixture.drained();
    expect(fixture.server.journals.get('till-1')?.map((entry) => entry.kind)).toContain('cash.taken');
  });
});

test('without contact for longer than the policy allows nothing but cash is left, until the server is heard', async () => {
  put('store_policy', storePolicy);
  const settingsVersion = String(fixture.server.settings.at(-1)?.version);
  await until(async () => (await status()).settingsVersion === settingsVersion, 'the policy is down');
  expect(await status()).toMatchObject({ online: true, cashOnly: false });
  await fixture.offline();
  await until(async () => (await status()).cashOnly, 'the time is over');
  expect(await status()).toMatchObject({ online: false, reasonCode: 'CONTACT_TOO_OLD', agentStanding: 'active' });
  await takeCash();
  await fixture.restart();
  expect(await status()).toMatchObject({ cashOnly: true });
  await fixture.online();
  expect(await status()).toMatchObject({ cashOnly: false, reasonCode: '' });
});

test('an agent that retires says so and goes on bringing what it has', async () => {
  fleetOf().agentState = 'retiring';
  await until(async () => (await status()).agentStanding === 'retiring', 'it has heard');
  expect(fixture.agent.vault.wiped()).toBeUndefined();
  await takeCash();
  await fixture.drained();
  await until(() => fleetOf().reports.at(-1)?.standing === 'retiring', 'it reports so');
  expect(fleetOf().reports.at(-1)).toMatchObject({ drained: false });
  fleetOf().refuse = 'CALLER_RETIRED';
  await until(async () => (await status()).agentStanding === 'retired', 'it is out of service');
  expect(fixture.agent.vault.wiped()).toMatchObject({ reason: 'agent retired' });
});

describe('orders', () => {
  test('logs go up scrubbed, in whole lines, bounded by what was asked for', async () => {
    for (let line = 0; line < 30; line++) logRing.push({ atMs: line, text: `line ${line} 6222021234567890128` });
    const orderId = order('send_logs', '{"lines":10,"sinceMs":25}');
    await ended(orderId);
    const text = answersTo(orderId)
      .map((answer) => answer.text)
      .join('');
    expect(text.split('\n').slice(0, 5)).toEqual([25, 26, 27, 28, 29].map((line) => `line ${line} [number]`));
    expect(answersTo(orderId).at(-1)).toMatchObject({ outcome: 'done' });
  });

  test('card data is wiped, and the agent goes on with new keys', async () => {
    const orderId = order('wipe_card_data');
    await ended(orderId);
    expect(answersTo(orderId)).toMatchObject([{ outcome: 'done' }]);
    expect(fixture.agent.vault.wiped()).toBeUndefined();
    await until(async () => (await page()).alarms.some(({ code }) => code.includes('WIPED')), 'the wipe was told');
  });

  test('keys are rotated, the line is looked at, settings are pulled anew', async () => {
    const pulls = () => fixture.server.calls.filter((name) => name === 'PullSettings').length;
    const before = pulls();
    const orderIds = [order('rotate_keys'), order('sync_now'), order('reload_settings')];
    for (const orderId of orderIds) await ended(orderId);
    expect(answersTo(orderIds[0] as string)[0]).toMatchObject({ outcome: 'done', resultJson: '{"resealed":0}' });
    await until(() => pulls() > before, 'the settings were pulled');
  });

  test('what the agent does not know or cannot read it refuses by a code', async () => {
    const [unknown, bad] = [order('self_destruct'), order('send_logs', '{"lines":-1}')];
    await ended(unknown);
    await ended(bad);
    expect(answersTo(unknown)).toMatchObject([{ outcome: 'failed', errorCode: 'ORDER_UNKNOWN_KIND' }]);
    expect(answersTo(bad)).toMatchObject([{ outcome: 'failed', errorCode: 'ORDER_BAD_PARAMS' }]);
  });

  test('an order is carried out once, however often it is given, over lost answers and a power cut', async () => {
    fleetOf().loseAnswers = 1;
    const orderId = order('rotate_keys');
    await until(() => answersTo(orderId).length === 1, 'the first answer was lost');
    await fixture.restart();
    await ended(orderId);
    await until(() => fleetOf().orders.length === 0, 'it is taken');
    // The server forgot it, and gives it again.
    const rotated = () => JSON.stringify(answersTo(orderId).map((answer) => answer.resultJson));
    const answered = answersTo(orderId).length;
    fleetOf().orders.push({ orderId, kind: 'wipe_card_data', paramsJson: '{}', expiresAtMs: 9e14 });
    await until(() => answersTo(orderId).length > answered, 'it was answered again');
    expect(rotated()).not.toContain('{}');
    expect(answersTo(orderId).at(-1)).toMatchObject({ outcome: 'done', resultJson: '{"resealed":0}' });
  });
});

describe('health', () => {
  test('is told at intervals: versions, queue, line, disk, journals, certificate', async () => {
    fixture.line.cut();
    await takeCash();
    fixture.line.mend();
    await fixture.drained();
    const last = () => fleetOf().reports.at(-1);
    await until(() => last()?.line.flaps === 1 && last()?.queue.waiting === 0, 'a report came after the break');
    const report = last();
    expect(report).toMatchObject({
      agentVersion,
      updateChannel: 'stable',
      standing: 'active',
      offlineMode: 'off',
      cashOnly: false,
      line: { online: true, reasonCode: '' },
      queue: { waiting: 0, dead: 0 },
      settingsVersion: fixture.server.settings.at(-1)?.version,
    });
    expect(report?.terminals.map((terminal) => terminal.terminalId)).toEqual(['till-1', 'till-2']);
    expect(report?.terminals[0]?.headSequence).toBeGreaterThan(0);
    expect(report?.disk.freeBytes).toBeGreaterThan(0);
    expect(report?.disk.databaseBytes).toBeGreaterThan(0);
    expect(report?.certificateEndsAtMs).toBeGreaterThan(report?.atMs ?? 0);
  });

  test('what a till says of itself and its devices goes up', async () => {
    const device = { kind: 'printer', state: 'fault', reasonCode: 'PAPER_OUT', lastSeenMs: 5 };
    const request = { appVersion: '1.2.3', devices: [device] };
    await serviceCall(fixture.agent.grpcPort, 'HubService', fixture.identities['till-1'], {
      name: 'ReportDevices',
      request,
    });
    const till = () =>
      fleetOf()
        .reports.at(-1)
        ?.terminals.find((one) => one.terminalId === 'till-1');
    await until(() => till()?.appVersion === '1.2.3', 'the till is in the report');
    expect(till()?.devices).toEqual({ printer: 'fault' });
  });

  test('what waits is told by tender', async () => {
    fixture.server.rejectEntry = () => 'JOURNAL_BAD_PAYLOAD';
    await takeCash();
    const cash = () =>
      fleetOf()
        .reports.at(-1)
        ?.queue.sums.find((sum) => sum.tender === 'cash');
    await until(() => cash() !== undefined, 'the cash waits');
    expect(cash()).toMatchObject({ currency: 'CNY', count: 1, amountMinor: '500' });
  });

  test('the answer says what to run; a setting pins another version', async () => {
    const version = '9.9.9';
    fleetOf().wanted = [
      { component: 'agent', version, packageHash: '', packageName: 'a', minimumVersion: '' },
      { component: 'till', version: '8.0.0', packageHash: '', packageName: 't', minimumVersion: '' },
    ];
    await until(async () => (await status()).agentUpdate === version, 'the update is shown');
    expect(await status()).toMatchObject({ agentVersion, tillUpdate: '8.0.0' });
    put('fleet', { ...fleetSetting, agentVersion: '0.0.1' });
    await until(async () => (await status()).agentUpdate === '', 'an older version is no update');
    const report = () => fleetOf().reports.at(-1);
    await until(() => report()?.updateChannel === 'early', 'the channel of the setting is asked for');
  });

  test('a setting changes how often the line is probed, at once', async () => {
    const probes = () => fixture.server.calls.filter((name) => name === 'Probe').length;
    put('fleet', { ...fleetSetting, probeIntervalMs: 60_000 });
    await until(() => fleetOf().reports.at(-1)?.updateChannel === 'early', 'the setting is down');
    let [before, still] = [0, 0];
    await until(() => {
      still = before === probes() ? still + 1 : 0;
      before = probes();
      return still > 20;
    }, 'no probe comes any more');
  });
});

describe('the certificate', () => {
  const current = () => new X509Certificate(fleetOf().certificates.at(-1) as Buffer);

  test('is renewed by the agent itself when two thirds of its life are over, and the line goes on with it', async () => {
    fleetOf().certificate = { backMs: 80 * dayMs, forMs: 10 * dayMs };
    fleetOf().refuse = 'CALLER_CERTIFICATE_EXPIRED';
    // Comes back with one that is old already.
    await until(() => fleetOf().certificates.length === 2, 'it asked at the enrolment port');
    fleetOf().certificate = { backMs: hourMs, forMs: 90 * dayMs };
    await until(() => fixture.server.calls.includes('RenewCertificate'), 'it was renewed');
    await until(async () => (await status()).online, 'the line is up');
    const ends = () => fleetOf().reports.at(-1)?.certificateEndsAtMs;
    await until(() => ends() === Date.parse(current().validTo), 'the new one is used');
    await fixture.restart();
    await until(async () => (await status()).online, 'and after a start');
    expect(fixture.server.calls.filter((name) => name === 'RenewCertificate')).toHaveLength(1);
  });

  test('that has ended is asked for at the enrolment port', async () => {
    fleetOf().refuse = 'CALLER_CERTIFICATE_EXPIRED';
    await until(() => fixture.server.calls.includes('RecoverCertificate'), 'it asked');
    await until(async () => (await status()).online, 'the line is up again');
    expect(fleetOf().certificates).toHaveLength(2);
  });
});

const fleetSetting = {
  updateChannel: 'early',
  agentVersion: '',
  tillVersion: '',
  packageHash: '',
  logLevel: 'info',
  probeIntervalMs: 500,
};

const storePolicy = {
  timeZone: 'Asia/Shanghai',
  businessDayStartsAt: '04:00',
  signInWithoutContactMsMax: 0,
  offlineWithoutContactMsMax: 500,
  journalKeptMs: 0,
};
