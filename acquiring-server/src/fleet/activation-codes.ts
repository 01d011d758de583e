/**
 * Activation codes that people make. A code is shown once, to whoever made it; only its fingerprint is kept.
 * unused → used (by one device) | withdrawn (by a person) | expired (by time); the last three are ends.
 */
import type { Clock, Random } from '@qiantai/foundation';
import { activationCodePurpose } from '../enrolment/enrolment-service.ts';
import { serverError } from '../errors.ts';
import type { SecretBox } from '../merchants/secret-box.ts';
import type { ActivationCode, ActivationStore } from './activation-store.ts';
import type { AgentStore } from './agent-store.ts';

export type CodeState = 'unused' | 'used' | 'expired' | 'withdrawn';

export function codeStateOf(
  code: Pick<ActivationCode, 'usedAtMs' | 'withdrawnAtMs' | 'expiresAtMs'>,
  nowMs: number,
): CodeState {
  if (code.usedAtMs !== undefined) return 'used';
  if (code.withdrawnAtMs !== undefined) return 'withdrawn';
  return code.expiresAtMs <= nowMs ? 'expired' : 'unused';
}

/** Crockford's base 32: no letter is taken for a digit. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const lettersCount = 16;
const hourMs = 3_600_000;
const defaultHours = 24;
const hoursMax = 720;
/** Codes of one store that wait to be used. */
const openMax = 20;
const listMax = 1000;

export class ActivationCodes {
  private readonly options: {
    store: ActivationStore;
    agents: AgentStore;
    secretBox: Pick<SecretBox, 'fingerprint'>;
    clock: Pick<Clock, 'nowMs'>;
    random: Random;
  };

  constructor(options: ActivationCodes['options']) {
    this.options = options;
  }

  /** @throws CodedError FLEET_STORE_NOT_FOUND, FLEET_AGENT_NOT_FOUND, FLEET_BAD_REQUEST, FLEET_CODES_TOO_MANY */
  async create(wish: {
    merchantId: string;
    storeId: string;
    hours: number;
    replacesAgentId: string | undefined;
    by: string;
  }): Promise<{ activationCode: string; description: ActivationCode }> {
    const { store, agents, secretBox, clock, random } = this.options;
    const { merchantId, storeId, replacesAgentId } = wish;
    const hours = wish.hours === 0 ? defaultHours : wish.hours;
    if (!(hours >= 1 && hours <= hoursMax)) {
      throw serverError('FLEET_BAD_REQUEST', { field: 'hours', why: `not 1 to ${hoursMax}` });
    }
    if (!(await store.hasStore(merchantId, storeId))) throw serverError('FLEET_STORE_NOT_FOUND', { storeId });
    if (replacesAgentId !== undefined) {
      const replaced = await agents.find(merchantId, replacesAgentId);
      if (replaced?.storeId !== storeId) throw serverError('FLEET_AGENT_NOT_FOUND', { agentId: replacesAgentId });
    }
    const nowMs = clock.nowMs();
    const count = await store.countOpen(merchantId, storeId, nowMs);
    if (count >= openMax) throw serverError('FLEET_CODES_TOO_MANY', { storeId, count });
    const activationCode = freshCode(random);
    const description = await store.add({
      fingerprint: secretBox.fingerprint(activationCodePurpose, activationCode),
      merchantId,
      storeId,
      createdAtMs: nowMs,
      createdBy: wish.by,
      expiresAtMs: nowMs + hours * hourMs,
      replacesAgentId,
    });
    return { activationCode, description };
  }

  async list(merchantId: string, storeId: string | undefined): Promise<ActivationCode[]> {
    return await this.options.store.list(merchantId, storeId, listMax);
  }

  /** @throws CodedError FLEET_CODE_NOT_FOUND */
  async find(merchantId: string, codeId: string): Promise<ActivationCode> {
    const code = await this.options.store.find(merchantId, codeId);
    if (!code) throw serverError('FLEET_CODE_NOT_FOUND', { codeId });
    return code;
  }

  /** @throws CodedError FLEET_CODE_NOT_FOUND, FLEET_CODE_NOT_OPEN */
  async withdraw(merchantId: string, codeId: string, by: string): Promise<ActivationCode> {
    const nowMs = this.options.clock.nowMs();
    const withdrawn = await this.options.store.withdraw(merchantId, codeId, { atMs: nowMs, by });
    const code = await this.find(merchantId, codeId);
    const state = codeStateOf(code, nowMs);
    if (!withdrawn && state !== 'withdrawn') throw serverError('FLEET_CODE_NOT_OPEN', { state });
    return code;
  }
}

/** 80 bits in groups of four. */
function freshCode(random: Random): string {
  const text = [...random.bytes(lettersCount)].map((byte) => letters[byte & 31]).join('');
  return (text.match(/.{4}/g) as string[]).join('-');
}
