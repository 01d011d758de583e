/** Who may do what at the operations port. */
export const operatorRoles = ['finance', 'operations', 'risk', 'integration'] as const;

/**
 * `finance` writes and corrects journals and closes periods; `operations` keeps members and their accounts;
 * `risk` freezes; `integration` is a program that posts events. Reading is open to every operator.
 */
export type OperatorRole = (typeof operatorRoles)[number];

export function isOperatorRole(word: string): word is OperatorRole {
  return operatorRoles.some((role) => role === word);
}

/** A name that no agent can bear: theirs are UUIDs of 36 characters. */
export const operatorNamePattern = /^[a-z][a-z0-9._-]{1,31}$/;

/** The subject's O and OU of an operator's certificate; no merchant and no store has these names. */
export const operatorSubject = { organisation: '@platform', unit: 'operators' } as const;
