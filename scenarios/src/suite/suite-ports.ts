import { type Random, systemRandom } from '@qiantai/foundation';
import { isFree, reservePorts } from './ports.ts';

export interface SuitePorts {
  grpc: number;
  enrolment: number;
  operations: number;
  http: number;
  mqtt: number;
  panel: number;
  channelSims: number;
  cardHost: number;
  /** One for each store. */
  agents: ReadonlyArray<{ grpc: number; status: number }>;
  /** One for each till. */
  tills: readonly number[];
}

/** Free ports throughout, so that runs can stand side by side. */
export async function freeSuitePorts(
  counts: { stores: number; tills: number },
  random: Random = systemRandom,
): Promise<SuitePorts> {
  const ports = await reservePorts(8 + counts.stores * 2 + counts.tills, random);
  return assign(counts, (index) => ports[index] as number);
}

/** The ports of docs/processes.md; one that is taken is replaced by a free one. */
export async function documentedSuitePorts(counts: { stores: number; tills: number }): Promise<SuitePorts> {
  const wanted = [50051, 50052, 50053, 8080, 1883, 8070, 8090, 8583];
  for (let store = 0; store < counts.stores; store++) wanted.push(50061 + store, 8061 + store);
  for (let till = 0; till < counts.tills; till++) wanted.push(8050 + till);
  const ports: number[] = [];
  for (const port of wanted)
    ports.push((await isFree(port)) ? port : ((await reservePorts(1, systemRandom))[0] as number));
  return assign(counts, (index) => ports[index] as number);
}

function assign(counts: { stores: number; tills: number }, port: (index: number) => number): SuitePorts {
  return {
    grpc: port(0),
    enrolment: port(1),
    operations: port(2),
    http: port(3),
    mqtt: port(4),
    panel: port(5),
    channelSims: port(6),
    cardHost: port(7),
    agents: Array.from({ length: counts.stores }, (_, store) => ({
      grpc: port(8 + store * 2),
      status: port(9 + store * 2),
    })),
    tills: Array.from({ length: counts.tills }, (_, till) => port(8 + counts.stores * 2 + till)),
  };
}
