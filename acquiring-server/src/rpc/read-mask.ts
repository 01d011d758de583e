/** Read masks (google.protobuf.FieldMask): a caller says which fields of a message it wants. */
import { protoError } from '@qiantai/protos';

/** Fields of a message as the wire's loader names them; those that are messages with their own. */
export interface MessageFields {
  readonly [field: string]: true | MessageFields;
}

export interface ReadMask {
  wants(field: string): boolean;
  /** Leaves out what was not asked for. */
  apply<Message extends object>(message: Message): Message;
}

/** No mask, or one without paths: everything. */
const everything: ReadMask = { wants: () => true, apply: (message) => message };

const pathsMax = 100;

/**
 * Paths are of the wire (`posted_by`, `entries.amount_minor`).
 * @throws CodedError PROTO_BAD_MESSAGE for a path that the message does not have
 */
export function readMaskOf(mask: { paths?: string[] | null } | null | undefined, fields: MessageFields): ReadMask {
  const paths = mask?.paths ?? [];
  if (paths.length === 0) return everything;
  if (paths.length > pathsMax) throw protoError('PROTO_BAD_MESSAGE', { field: 'read_mask', why: 'it is too long' });
  const tree: Tree = new Map();
  for (const path of paths) plant(tree, path, fields);
  return {
    wants: (field) => tree.has(field),
    apply: (message) => prune(message, tree) as typeof message,
  };
}

/** `null`: the field with all that is in it. */
type Tree = Map<string, Tree | null>;

function plant(tree: Tree, path: string, fields: MessageFields): void {
  const bad = () =>
    protoError('PROTO_BAD_MESSAGE', { field: 'read_mask', why: `there is no field "${path.slice(0, 80)}"` });
  let at = tree;
  let known = fields;
  const names = path.split('.').map((part) => part.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()));
  for (const [index, name] of names.entries()) {
    const inside = Object.hasOwn(known, name) ? known[name] : undefined;
    if (inside === undefined) throw bad();
    const held = at.get(name);
    if (held === null) return;
    if (index === names.length - 1) {
      at.set(name, null);
      return;
    }
    if (inside === true) throw bad();
    const next: Tree = held ?? new Map();
    at.set(name, next);
    at = next;
    known = inside;
  }
}

function prune(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) return value.map((one) => prune(one, tree));
  if (typeof value !== 'object' || value === null) return value;
  const kept: Record<string, unknown> = {};
  for (const [name, inside] of tree) {
    const member = (value as Record<string, unknown>)[name];
    if (member !== undefined) kept[name] = inside === null ? member : prune(member, inside);
  }
  return kept;
}
