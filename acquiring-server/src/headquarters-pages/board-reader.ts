/** Gathers what a user of headquarters may see of its chain. */
import { type BusinessDay, businessDateAt, businessDateStartMs, type Clock } from '@qiantai/foundation';
import { type Currency, settingValueSchemas } from '@qiantai/protos';
import { type BoardNode, type BoardPlace, boardOf, type ChainBoard, type StoreHealth } from './board.ts';
import type { BoardStore } from './board-store.ts';

/** Who looks: its merchant and the part of the tree that is its own. */
export interface BoardViewer {
  merchantId: string;
  place: BoardPlace;
}

export interface BoardReaderParts {
  store: BoardStore;
  /** Health of stores by their ids; a store that never spoke may be missing. */
  health: (asked: {
    merchantId: string;
    storeIds: readonly string[];
    currency: Currency;
  }) => Promise<ReadonlyMap<string, StoreHealth>>;
  clock: Pick<Clock, 'nowMs'>;
}

const presetDay: BusinessDay = { timeZone: 'Asia/Shanghai', startsAt: '04:00' };

export type BoardReader = ReturnType<typeof openBoardReader>;

export function openBoardReader({ store, health, clock }: BoardReaderParts) {
  /** How the chain keeps its days; a store may keep its own, the chain's sums go by the chain's. */
  async function dayOf(merchantId: string): Promise<BusinessDay> {
    const policy = settingValueSchemas.store_policy.safeParse(await store.chainSetting(merchantId, 'store_policy'));
    return policy.success ? { timeZone: policy.data.timeZone, startsAt: policy.data.businessDayStartsAt } : presetDay;
  }

  /**
   * @param ask.place what is looked at: the viewer's own place or one below
   * @param ask.businessDate absent: the one that runs now
   */
  async function read(
    viewer: BoardViewer,
    ask: { place: BoardPlace; businessDate?: string },
  ): Promise<{ board: ChainBoard; day: BusinessDay } | undefined> {
    const { merchantId } = viewer;
    const merchant = await store.merchant(merchantId);
    if (!merchant) return undefined;
    const day = await dayOf(merchantId);
    const atMs = clock.nowMs();
    const today = businessDateAt(atMs, day);
    const businessDate = ask.businessDate ?? today;
    const storeIds = storeIdsOf(ask.place);
    const dayOfStores = { merchantId, storeIds, businessDate };
    const [sales, known, hours, tenders] = await Promise.all([
      store.sales(dayOfStores),
      health({ merchantId, storeIds, currency: merchant.currency }),
      store.hours(dayOfStores, businessDateStartMs(businessDate, day)),
      ask.place.kind === 'store' ? store.tenders(dayOfStores) : [],
    ]);
    const root: BoardNode = boardOf(ask.place, { sales, health: known });
    const { name: merchantName, currency } = merchant;
    const board = {
      merchantName,
      currency,
      businessDate,
      today,
      atMs,
      root,
      hours,
      dayStartsAt: day.startsAt,
      tenders,
    };
    return { board, day };
  }

  return { read };
}

function storeIdsOf(place: BoardPlace): string[] {
  return place.kind === 'store' ? [place.id] : place.children.flatMap(storeIdsOf);
}

/** The store of a place's subtree; undefined where it is not there. */
export function findStore(place: BoardPlace, storeId: string): BoardPlace | undefined {
  if (place.kind === 'store') return place.id === storeId ? place : undefined;
  for (const child of place.children) {
    const found = findStore(child, storeId);
    if (found) return found;
  }
  return undefined;
}
