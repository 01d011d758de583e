/**
 * Field masks on reads (google.protobuf.FieldMask): what is not asked for stays out. Paths are the names of the
 * .proto file, as deep as one member of a member; of a list they mean each item.
 */
import { protoError } from '@qiantai/protos';

export interface FieldMask {
  paths?: readonly string[];
}

/** Which members a message and its members have, in the names of the .proto file. */
export type MaskShape = Readonly<Record<string, readonly string[]>>;

const pathsMax = 50;

/**
 * The message with the members that the mask names; with all of them where it names none.
 * @throws CodedError PROTO_BAD_MESSAGE for a path that the message does not have
 */
export function masked<Message extends object>(message: Message, mask: FieldMask | null, shape: MaskShape): Message {
  const paths = mask?.paths ?? [];
  if (paths.length === 0) return message;
  checkMask(mask, shape);
  const source = message as Readonly<Record<string, unknown>>;
  const kept: Record<string, unknown> = {};
  for (const path of paths) {
    const [first, second] = path.split('.') as [string, string | undefined];
    const member = camel(first);
    if (second === undefined) kept[member] = source[member];
    else if (kept[member] !== source[member]) {
      kept[member] = { ...(kept[member] as object | undefined), ...part(source[member], camel(second)) };
    }
  }
  return kept as Message;
}

/** @throws CodedError PROTO_BAD_MESSAGE */
export function checkMask(mask: FieldMask | null, shape: MaskShape): void {
  const paths = mask?.paths ?? [];
  const bad = paths.find((path) => !isKnown(path, shape));
  if (bad === undefined && paths.length <= pathsMax) return;
  const why = bad === undefined ? `it has more than ${pathsMax} paths` : `there is no ${bad.slice(0, 60)}`;
  throw protoError('PROTO_BAD_MESSAGE', { field: 'read_mask', why });
}

function isKnown(path: string, shape: MaskShape): boolean {
  const [first = '', second, ...rest] = path.split('.');
  if (!Object.hasOwn(shape, first) || rest.length > 0) return false;
  return second === undefined || (shape[first] as readonly string[]).includes(second);
}

function part(value: unknown, member: string): Record<string, unknown> {
  return typeof value === 'object' && value !== null
    ? { [member]: (value as Readonly<Record<string, unknown>>)[member] }
    : {};
}

function camel(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_whole, letter: string) => letter.toUpperCase());
}
