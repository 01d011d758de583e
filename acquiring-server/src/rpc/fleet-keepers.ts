/**
 * Who keeps the fleet: people of the platform at the operations port, where reading is open to every operator, and
 * users of a merchant's headquarters with the right `fleet`, who see their part of its tree.
 */
import { settingScope } from '@qiantai/protos';
import type { HeadquartersUser } from '../headquarters/headquarters-rights.ts';
import type { FleetKeeper, KeeperCall } from './fleet-handlers.ts';
import { type HqContext, hqCall } from './headquarters-call.ts';
import { type OperatorContext, operatorCall } from './operator.ts';

export function platformKeeperCall(context: OperatorContext): KeeperCall {
  return (need, handle) =>
    operatorCall(context, need === 'read' ? {} : { role: 'operations' }, async (operator, request) =>
      handle(platformKeeper(operator.name), request as never),
    );
}

function platformKeeper(name: string): FleetKeeper {
  return { by: `platform/${name}`, merchantId: undefined, canSee: () => true, storeIds: () => undefined };
}

export function merchantKeeperCall(context: HqContext): KeeperCall {
  return (need, handle) =>
    hqCall(context, { right: need === 'read' ? ['read', 'fleet'] : 'fleet' }, async (user, request) =>
      handle(merchantKeeper(user), request as never),
    );
}

function merchantKeeper(user: HeadquartersUser): FleetKeeper {
  const whole = user.scope === settingScope.chain;
  return {
    by: `headquarters/${user.login}`,
    merchantId: user.merchantId,
    canSee: (storeId) => user.canSee(storeId),
    storeIds: () => (whole ? undefined : user.tree.partOf(user.scope).stores.map((store) => store.storeId)),
  };
}
