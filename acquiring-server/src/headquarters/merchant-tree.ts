/**
 * A merchant's tree: the chain, regions (in regions), stores, terminals, each named by its scope
 * (protos/src/settings.ts). Visibility and inheritance go by it: a user sees its own node and what lies below; at
 * a node count its own settings and those of the nodes above.
 */
import { settingScope } from '@qiantai/protos';

export interface RegionNode {
  regionId: string;
  /** null: right under the chain. */
  parentId: string | null;
  name: string;
  nameEn: string;
}

export interface StoreNode {
  storeId: string;
  /** null: right under the chain. */
  regionId: string | null;
  name: string;
  nameEn: string;
}

export interface TerminalNode {
  terminalId: string;
  storeId: string;
  name: string;
  cardTerminalId: string;
}

export interface TreeNodes {
  regions: readonly RegionNode[];
  stores: readonly StoreNode[];
  terminals: readonly TerminalNode[];
}

/** Regions in regions, at most. */
export const regionDepthMax = 16;

export class MerchantTree {
  readonly nodes: TreeNodes;
  private readonly parents = new Map<string, string>();
  private readonly children = new Map<string, string[]>();

  constructor(nodes: TreeNodes) {
    this.nodes = nodes;
    const put = (scope: string, parent: string) => {
      this.parents.set(scope, parent);
      const siblings = this.children.get(parent);
      if (siblings) siblings.push(scope);
      else this.children.set(parent, [scope]);
    };
    for (const { regionId, parentId } of nodes.regions) put(settingScope.region(regionId), regionScope(parentId));
    for (const { storeId, regionId } of nodes.stores) put(settingScope.store(storeId), regionScope(regionId));
    for (const { terminalId, storeId } of nodes.terminals) {
      put(settingScope.terminal(terminalId), settingScope.store(storeId));
    }
  }

  has(scope: string): boolean {
    return scope === settingScope.chain || this.parents.has(scope);
  }

  /** The scopes above a node and its own, widest first; empty where it is not there or its regions run in a ring. */
  pathOf(scope: string): string[] {
    const path: string[] = [];
    let at: string | undefined = scope;
    while (at !== undefined && at !== settingScope.chain) {
      if (path.length > regionDepthMax + 2) return [];
      path.push(at);
      at = this.parents.get(at);
    }
    if (at === undefined) return [];
    path.push(settingScope.chain);
    return path.reverse();
  }

  /** Whether a node is that other one or lies below it. */
  isWithin(scope: string, node: string): boolean {
    return this.pathOf(scope).includes(node);
  }

  childrenOf(scope: string): readonly string[] {
    return this.children.get(scope) ?? [];
  }

  /** The node and all below, itself first; empty where it is not there. */
  subtreeOf(scope: string): string[] {
    if (!this.has(scope)) return [];
    const found = [scope];
    // Grows while it is read: each node's children follow.
    for (const node of found) found.push(...this.childrenOf(node));
    return found;
  }

  /** The nodes at a scope or below it. */
  partOf(scope: string): TreeNodes {
    const seen = new Set(this.subtreeOf(scope));
    return {
      regions: this.nodes.regions.filter(({ regionId }) => seen.has(settingScope.region(regionId))),
      stores: this.nodes.stores.filter(({ storeId }) => seen.has(settingScope.store(storeId))),
      terminals: this.nodes.terminals.filter(({ terminalId }) => seen.has(settingScope.terminal(terminalId))),
    };
  }

  /** How deep regions lie in regions at most; Infinity where they run in a ring. */
  regionDepth(): number {
    let deepest = 0;
    for (const { regionId } of this.nodes.regions) {
      const path = this.pathOf(settingScope.region(regionId));
      if (path.length === 0) return Number.POSITIVE_INFINITY;
      deepest = Math.max(deepest, path.length - 1);
    }
    return deepest;
  }
}

function regionScope(regionId: string | null): string {
  return regionId === null ? settingScope.chain : settingScope.region(regionId);
}
