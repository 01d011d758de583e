/** Releases: which versions there are, and how far each has gone out. As data: nothing installs itself by it. */
import type { Clock } from '@qiantai/foundation';
import { versionPattern } from '@qiantai/protos';
import { serverError } from '../errors.ts';
import { ShortMemory } from '../merchants/short-memory.ts';
import type { ReleaseKey, ReleaseStore } from './release-store.ts';
import { type Component, components, type Release, type WantedVersion, wantedVersion } from './rollout.ts';

const rememberedMs = 3000;

export class Releases {
  private readonly options: { store: ReleaseStore; clock: Pick<Clock, 'nowMs'> };
  private readonly ofMerchant: ShortMemory<Release[]>;

  constructor(options: Releases['options'] & { machine: Pick<Clock, 'nowMs'> }) {
    this.options = options;
    this.ofMerchant = new ShortMemory(
      { clock: options.machine, ageMsMax: rememberedMs, keyCountMax: 1000 },
      (merchantId) => options.store.list(merchantId),
    );
  }

  /** @throws CodedError FLEET_BAD_REQUEST, FLEET_RELEASE_CONFLICT */
  async put(release: Omit<Release, 'putAtMs' | 'component'> & { component: string }): Promise<Release> {
    const component = componentOf(release.component);
    check('channel', /^[a-z][a-z0-9-]{0,31}$/.test(release.channel), 'not a word of small letters');
    check('version', versionPattern.test(release.version), 'not three numbers such as 1.2.3');
    check('minimum_version', /^$/.test(release.minimumVersion) || versionPattern.test(release.minimumVersion), 'bad');
    check('package_hash', /^[0-9a-f]{64}$/.test(release.packageHash), 'not a SHA-256 in lower-case hexadecimal');
    // A name and no address: where packages stand is each store's own matter, and a release must not point out of it.
    check('package_name', /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(release.packageName), 'not the name of a file');
    checkPercent(release.rolloutPercent);
    const put = await this.options.store.put({ ...release, component, putAtMs: this.options.clock.nowMs() });
    if (put) return put;
    const { channel, version } = release;
    throw serverError('FLEET_RELEASE_CONFLICT', { component, channel, version });
  }

  /**
   * Moves a rollout on, back or to a halt. While it is paused it reaches no further store.
   * @throws CodedError FLEET_BAD_REQUEST, FLEET_RELEASE_NOT_FOUND
   */
  async setRollout(
    key: Omit<ReleaseKey, 'component'> & { component: string },
    rollout: { percent: number; paused: boolean; by: string },
  ): Promise<Release> {
    const component = componentOf(key.component);
    checkPercent(rollout.percent);
    const held = await this.options.store.find({ ...key, component });
    if (!held) {
      throw serverError('FLEET_RELEASE_NOT_FOUND', { component, channel: key.channel, version: key.version });
    }
    check('rollout_percent', !rollout.paused || rollout.percent <= held.rolloutPercent, 'more than before, but paused');
    return (await this.options.store.put({
      ...held,
      rolloutPercent: rollout.percent,
      paused: rollout.paused,
      putAtMs: this.options.clock.nowMs(),
      putBy: rollout.by,
    })) as Release;
  }

  async list(merchantId: string): Promise<Release[]> {
    return await this.options.store.list(merchantId);
  }

  async wantedOf(store: { merchantId: string; storeId: string }, channel: string): Promise<WantedVersion[]> {
    const releases = await this.ofMerchant.get(store.merchantId);
    return components.flatMap((component) => wantedVersion(releases, store, { component, channel }) ?? []);
  }
}

function componentOf(text: string): Component {
  const component = components.find((one) => one === text);
  if (!component) throw serverError('FLEET_BAD_REQUEST', { field: 'component', why: 'not agent or till' });
  return component;
}

function checkPercent(percent: number): void {
  check('rollout_percent', Number.isInteger(percent) && percent >= 0 && percent <= 100, 'not 0 to 100');
}

function check(field: string, good: boolean, why: string): void {
  if (!good) throw serverError('FLEET_BAD_REQUEST', { field, why });
}
