/**
 * Which version a store should run. A release goes out by stages: a store has a place from 0 to 99 by the hash of
 * its name, and gets the release once the rollout has passed its place. The place depends on the component and not
 * on the version, so the same stores are always the first: they are known, and can be chosen to be near.
 */
import { createHash } from 'node:crypto';
import { compareVersions } from '@qiantai/protos';

export const components = ['agent', 'till'] as const;
export type Component = (typeof components)[number];

export interface Release {
  /** Empty: the platform's. */
  merchantId: string;
  component: Component;
  channel: string;
  version: string;
  packageHash: string;
  packageName: string;
  rolloutPercent: number;
  paused: boolean;
  minimumVersion: string;
  putAtMs: number;
  putBy: string;
}

export interface WantedVersion {
  component: Component;
  version: string;
  packageHash: string;
  packageName: string;
  minimumVersion: string;
}

/** 0 to 99, the same for ever. */
export function stagePlace(store: { merchantId: string; storeId: string }, component: Component): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([component, store.merchantId, store.storeId]))
    .digest();
  return digest.readUInt32BE(0) % 100;
}

/**
 * The newest release of the channel that has reached the store. A paused release reaches no further store, but
 * those that have passed the stage keep it: to take it back, put a newer one. A merchant with a release of its own
 * in the channel goes by its own.
 */
export function wantedVersion(
  releases: readonly Release[],
  store: { merchantId: string; storeId: string },
  wish: { component: Component; channel: string },
): WantedVersion | undefined {
  const ofChannel = releases.filter((one) => one.component === wish.component && one.channel === wish.channel);
  const own = ofChannel.filter((one) => one.merchantId === store.merchantId);
  const counting = own.length > 0 ? own : ofChannel.filter((one) => one.merchantId === '');
  const place = stagePlace(store, wish.component);
  const reached = counting
    .filter((release) => place < release.rolloutPercent)
    .sort((a, b) => compareVersions(b.version, a.version))[0];
  if (!reached) return undefined;
  const { component, version, packageHash, packageName, minimumVersion } = reached;
  return { component, version, packageHash, packageName, minimumVersion };
}
