import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SeededRandom, silentLog, systemClock } from '@qiantai/foundation';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startAgent } from '../supervised-agent.ts';
import { openCutProxy } from '../testing/cut-proxy.ts';
import { startFakeServer } from '../testing/fake-server.ts';
import { tokens, until } from '../testing/fixture.ts';
import { pair } from '../testing/paired-till.ts';
import { makeTestAuthority } from '../testing/test-authority.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'enrolment-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('an agent says that it is not enrolled, waits for the server, and keeps what it was given', async () => {
  const authority = await makeTestAuthority();
  const server = await startFakeServer(authority);
  const line = await openCutProxy(server.enrolmentPort);
  writeFileSync(join(folder, 'ca.pem'), authority.certificatePem);
  writeFileSync(join(folder, 'tokens.json'), JSON.stringify(tokens));
  const start = (activationCode: string) =>
    startAgent({
      config: {
        dataDir: join(folder, 'data'),
        grpcPort: 0,
        listen: '127.0.0.1',
        names: [],
        statusPort: 0,
        serverAddress: `localhost:${server.port}`,
        enrolmentAddress: `localhost:${line.port}`,
        serverCaFile: join(folder, 'ca.pem'),
        activationCode,
        tillTokensFile: join(folder, 'tokens.json'),
      },
      clock: systemClock,
      random: new SeededRandom(1),
      log: silentLog,
    });
  line.cut();
  const agent = await start('TEST-CODE-1');
  const ask = () => pair(agent.grpcPort, { terminalId: 'till-1', secret: tokens['till-1'] });
  await until(
    () =>
      ask().then(
        () => false,
        (error: Error) => /does not answer/.test(error.message),
      ),
    'the till is told why',
  );
  expect((await fetch(`http://127.0.0.1:${agent.statusPort}/health`)).status).toBe(503);
  line.mend();
  await agent.enrolled;
  expect(statSync(join(folder, 'data', 'device-key.pem')).mode & 0o777).toBe(0o600);
  await agent.stop();

  // Enrolled once is enrolled: the enrolment's door may be closed and the code used.
  line.cut();
  const again = await start('');
  await again.enrolled;
  expect((await fetch(`http://127.0.0.1:${again.statusPort}/health`)).status).toBe(200);
  await again.stop();
  await line.close();
  await server.stop();
});

test('a wrong activation code is told, and an agent that never enrolled can be stopped', async () => {
  const authority = await makeTestAuthority();
  const server = await startFakeServer(authority);
  writeFileSync(join(folder, 'ca.pem'), authority.certificatePem);
  writeFileSync(join(folder, 'tokens.json'), JSON.stringify(tokens));
  const agent = await startAgent({
    config: {
      dataDir: join(folder, 'data'),
      grpcPort: 0,
      listen: '127.0.0.1',
      names: [],
      statusPort: 0,
      serverAddress: `localhost:${server.port}`,
      enrolmentAddress: `localhost:${server.enrolmentPort}`,
      serverCaFile: join(folder, 'ca.pem'),
      activationCode: 'WRONG-CODE',
      tillTokensFile: join(folder, 'tokens.json'),
    },
    clock: systemClock,
    random: new SeededRandom(1),
    log: silentLog,
  });
  const ask = () => pair(agent.grpcPort, { terminalId: 'till-1', secret: tokens['till-1'] });
  await until(
    () =>
      ask().then(
        () => false,
        (error: Error) => /ENROLMENT_CODE_UNKNOWN/.test(error.message),
      ),
    'the till is told why',
  );
  await agent.stop();
  await server.stop();
});
