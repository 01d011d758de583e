/** What benchmarks and whole-system tests of other workspaces use to stand in for the server and for a till. */
export { type FakeServer, startFakeServer } from './fake-server.ts';
export {
  cashRequest,
  demoSettings,
  type Fixture,
  ids,
  openFixture,
  type Till,
  tillClient,
  tokens,
  until,
} from './fixture.ts';
export { pair } from './paired-till.ts';
export { articleOf, changeOf } from './settings-samples.ts';
export { makeTestAuthority } from './test-authority.ts';
