/**
 * What an entry that the server refused tells, fact by fact, and what is not right in it by the journal's schema; and
 * the same entry with facts put right. What may not change is held by `isFixedFact`, here and at the agent. Pure.
 */
import { isFixedFact, type JournalKind, journalPayloadSchemas } from '@qiantai/protos';
import type { z } from 'zod';

/** `other`: no single value, which only the agent's page can mend. */
export type FactType = 'text' | 'number' | 'yes_no' | 'other';

export interface Fact {
  /** JSON pointer (RFC 6901) within the payload. */
  path: string;
  value: string;
  type: FactType;
  /** Which money, whose and how much: it stays as it is. */
  isFixed: boolean;
  /** `unknown`: the schema knows no such fact, so it goes. */
  fault: '' | 'missing' | 'wrong' | 'unknown';
  /** The only values that are right; empty: any of its form. */
  choices: string[];
}

/** `value` null: the fact goes. */
export interface FactChange {
  path: string;
  value: string | null;
}

/** More than a person looks through: what is not right is always among them. */
const factsMax = 200;

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** What is not right first. */
export function factsOf(kind: string, payloadJson: string): Fact[] {
  const payload = parsed(payloadJson);
  const faults = faultsOf(kind, payload);
  const given = leavesOf(payload, '').map(([path, value]) => factAt(path, value, faults.get(path)));
  const paths = new Set(given.map(({ path }) => path));
  const others = [...faults].filter(([path]) => !paths.has(path)).map(([path, fault]) => absent(path, fault));
  const all = [...others, ...given];
  return [...all.filter(({ fault }) => fault !== ''), ...all.filter(({ fault }) => fault === '')].slice(0, factsMax);
}

/** The payload's JSON with the changes; `wrong` is the first fact that is still not right. */
export function correctedPayload(
  kind: string,
  payloadJson: string,
  changes: readonly FactChange[],
): { payloadJson: string } | { wrong: string } {
  const payload = parsed(payloadJson);
  const types = new Map(factsOf(kind, payloadJson).map((fact) => [fact.path, fact]));
  for (const { path, value } of changes) {
    const fact = types.get(path);
    if (!fact || fact.isFixed || fact.type === 'other') return { wrong: path };
    const put = value === null ? undefined : typed(value, fact.type);
    if (value !== null && put === undefined) return { wrong: path };
    if (!assign(payload, path, put)) return { wrong: path };
  }
  const [first] = faultsOf(kind, payload).keys();
  return first === undefined ? { payloadJson: JSON.stringify(payload) } : { wrong: first };
}

interface Fault {
  fault: Exclude<Fact['fault'], ''>;
  type: FactType | undefined;
  choices: string[];
}

function faultsOf(kind: string, payload: Json): Map<string, Fault> {
  const faults = new Map<string, Fault>();
  const schema: z.ZodType | undefined = journalPayloadSchemas[kind as JournalKind];
  if (!schema) return faults;
  for (const issue of schema.safeParse(payload).error?.issues ?? []) {
    const path = pointerOf(issue.path);
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        faults.set(pointerOf([...issue.path, key]), { fault: 'unknown', type: undefined, choices: [] });
      }
      continue;
    }
    const isMissing = valueAt(payload, issue.path) === undefined;
    faults.set(path, {
      fault: isMissing ? 'missing' : 'wrong',
      type: issue.code === 'invalid_type' ? typeOf(issue.expected) : undefined,
      choices: issue.code === 'invalid_value' ? issue.values.map(String) : [],
    });
  }
  return faults;
}

function factAt(path: string, value: Json, fault: Fault | undefined): Fact {
  const [, name = '', within] = path.split('/');
  const isFixed = within === undefined && isFixedFact(unescaped(name), value);
  const type = fault?.type ?? typeOf(value === null || typeof value === 'object' ? 'other' : typeof value);
  return {
    ...{ path, type, isFixed, fault: fault?.fault ?? '', choices: fault?.choices ?? [] },
    value: typeof value === 'string' ? value : JSON.stringify(value),
  };
}

function absent(path: string, { fault, type = 'other', choices }: Fault): Fact {
  // A missing text of a given form and a missing choice say no type of their own.
  return { path, value: '', type: choices.length > 0 ? 'text' : type, isFixed: false, fault, choices };
}

function typeOf(name: string): FactType {
  switch (name) {
    case 'string':
      return 'text';
    case 'number':
    case 'int':
      return 'number';
    case 'boolean':
      return 'yes_no';
    default:
      return 'other';
  }
}

function typed(value: string, type: FactType): Json | undefined {
  switch (type) {
    case 'number':
      return /^-?\d{1,15}(\.\d{1,6})?$/.test(value) ? Number(value) : undefined;
    case 'yes_no':
      return value === 'true' ? true : value === 'false' ? false : undefined;
    default:
      return value;
  }
}

/** Single values; an empty list or object is one, too. */
function leavesOf(value: Json, path: string): Array<[string, Json]> {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  const members = Object.entries(value);
  if (members.length === 0) return path === '' ? [] : [[path, value]];
  return members.flatMap(([name, member]) => leavesOf(member, `${path}/${escaped(name)}`));
}

function valueAt(payload: Json, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, name) => (at as Record<PropertyKey, unknown> | null)?.[name], payload);
}

/** False where nothing is there to hold it. */
function assign(payload: Json, path: string, value: Json | undefined): boolean {
  const names = path.split('/').slice(1).map(unescaped);
  const last = names.pop();
  const holder = valueAt(payload, names);
  if (last === undefined || typeof holder !== 'object' || holder === null) return false;
  // An own member, whatever its name: no prototype is reached.
  if (value === undefined) Reflect.deleteProperty(holder, last);
  else Object.defineProperty(holder, last, { value, enumerable: true, writable: true, configurable: true });
  return true;
}

function parsed(payloadJson: string): Json {
  try {
    return JSON.parse(payloadJson) as Json;
  } catch {
    return null;
  }
}

const pointerOf = (path: readonly PropertyKey[]): string => path.map((name) => `/${escaped(String(name))}`).join('');
const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
const unescaped = (name: string): string => name.replaceAll('~1', '/').replaceAll('~0', '~');
