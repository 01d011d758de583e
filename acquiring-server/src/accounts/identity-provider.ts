/** Identity checks at a provider over HTTP: two elements of a person (二要素), three of a company (三要素). */
import type { IdentityChecker, IdentityElements, IdentityOutcome } from './ports.ts';
import { callProvider, type ProviderExchangeDeps, type ProviderResult } from './provider-exchange.ts';

export function createIdentityChecker(deps: ProviderExchangeDeps): IdentityChecker {
  return {
    check: async ({ requestNo, elements }) => {
      const { path, ...asked } = messageOf(elements);
      return outcomeOf(requestNo, await callProvider(deps, path, { requestNo, ...asked }));
    },
  };
}

/** Where no provider is set: nobody is ever verified by a guess, so accounts wait. */
export const noIdentityChecker: IdentityChecker = {
  check: async () => ({ kind: 'unknown', providerCode: '', why: 'no provider of identity checks is set' }),
};

function messageOf(elements: IdentityElements) {
  const { name } = elements;
  if (elements.kind === 'person') return { path: '/identity/v1/person', name, number: elements.residentNumber };
  const { creditCode: number, legalRepresentativeName } = elements;
  return { path: '/identity/v1/company', name, number, legalRepresentativeName };
}

/** 1 agrees (一致), 2 differs (不一致), 3 not on record (库中无此号). */
const outcomes = { '1': 'pass', '2': 'mismatch', '3': 'no_record' } as const;

function outcomeOf(requestNo: string, result: ProviderResult): IdentityOutcome {
  if (result.kind === 'unknown') return { kind: 'unknown', providerCode: result.code, why: result.why };
  const { code, message, data } = result;
  // A refusal of the call itself says nothing of the person.
  if (code !== '0000') return { kind: 'unknown', providerCode: code, why: message };
  const kind = outcomes[data['result'] as keyof typeof outcomes];
  if (!kind || data['requestNo'] !== requestNo) {
    return { kind: 'unknown', providerCode: code, why: 'it answers another request, or nothing that is known' };
  }
  return { kind, providerReference: (data['reference'] ?? '').slice(0, 64), providerCode: code };
}
