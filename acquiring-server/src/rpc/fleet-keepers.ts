/** Who keeps the fleet: people of the platform, at the operations port. Reading is open to every operator. */
import type { FleetKeeper, KeeperCall } from './fleet-handlers.ts';
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
