/** How an error answers over gRPC (google.rpc.Code names) and HTTP. */
export type GrpcStatusName =
  | 'INVALID_ARGUMENT'
  | 'NOT_FOUND'
  | 'ALREADY_EXISTS'
  | 'PERMISSION_DENIED'
  | 'UNAUTHENTICATED'
  | 'FAILED_PRECONDITION'
  | 'RESOURCE_EXHAUSTED'
  | 'ABORTED'
  | 'UNAVAILABLE'
  | 'DEADLINE_EXCEEDED'
  | 'INTERNAL';

export interface ErrorDefinition {
  /** What went wrong and what to do, for a person. `{name}` is replaced from the details. */
  readonly message: string;
  readonly grpc: GrpcStatusName;
  readonly http: number;
  /** Whether the same request may succeed later without a change. */
  readonly retryable: boolean;
}

/** An error with a code of a workspace's registry (`AREA_REASON`). */
export class CodedError extends Error {
  readonly code: string;
  readonly definition: ErrorDefinition;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(
    code: string,
    definition: ErrorDefinition,
    details: Readonly<Record<string, string | number>> = {},
    options?: ErrorOptions,
  ) {
    super(
      definition.message.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole)),
      options,
    );
    this.name = 'CodedError';
    this.code = code;
    this.definition = definition;
    this.details = details;
  }
}

/**
 * Makes the thrower of one workspace from its registry of codes.
 * Each workspace has one registry, in its `errors.ts`.
 */
export function errorRegistry<const R extends Record<string, ErrorDefinition>>(registry: R) {
  return (
    code: keyof R & string,
    details?: Readonly<Record<string, string | number>>,
    options?: ErrorOptions,
  ): CodedError => new CodedError(code, registry[code] as ErrorDefinition, details, options);
}

/** The text of anything that was thrown. */
export function errorText(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** For the `default` of a switch over a union: the compiler refuses it while a member is unhandled. */
export function unreachable(value: never): never {
  throw new TypeError(`unexpected value ${JSON.stringify(value)}`);
}
