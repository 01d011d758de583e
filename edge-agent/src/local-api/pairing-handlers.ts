/** Pairing: what a till may ask before it has a certificate, and how it gets the next one. */
import type { PairingServiceHandlers } from '@qiantai/protos/generated/qiantai/edge/v1/PairingService.ts';
import type { TillCertificate } from '@qiantai/protos/generated/qiantai/edge/v1/TillCertificate.ts';
import { agentError } from '../errors.ts';
import type { PairedCertificate, PairingDesk } from '../tills/pairing-desk.ts';
import { type CallOptions, unaryHandlers } from './calls.ts';
import { textFrom } from './decode.ts';

const terminalPattern = /^[A-Za-z0-9._-]+$/;
const nonceBytes = 32;
/** A P-256 key has 91 bytes, a signature of it at most 72. */
const keyBytesMax = 200;

export function pairingHandlers(desk: PairingDesk, options: CallOptions): PairingServiceHandlers {
  const anonymous = unaryHandlers<Pick<PairingServiceHandlers, 'Greet' | 'Pair'>>(
    {
      Greet: (request) => {
        if (request.nonce.length !== nonceBytes) {
          throw agentError('REQUEST_BAD', { field: 'nonce', why: `${nonceBytes} bytes` });
        }
        return { proof: desk.greet(terminalFrom(request.terminalId), request.nonce) };
      },
      Pair: async (request) => {
        const secret = textFrom(request.secret, 'secret', { min: 1, max: 200 });
        const device = textFrom(request.device, 'device', { max: 100 });
        return certificateMessage(await desk.pair(terminalFrom(request.terminalId), secret, keyFrom(request), device));
      },
    },
    { ...options, contextOf: () => ({ terminalId: '', sessionToken: '' }) },
  );
  const known = unaryHandlers<Pick<PairingServiceHandlers, 'Renew'>>(
    {
      Renew: async (request, { terminalId }) => certificateMessage(await desk.renew(terminalId, keyFrom(request))),
    },
    options,
  );
  return { ...anonymous, ...known } as PairingServiceHandlers;
}

function terminalFrom(value: string): string {
  return textFrom(value, 'terminal_id', { min: 1, max: 64, pattern: terminalPattern });
}

function keyFrom({ publicKey, signature }: { publicKey: Uint8Array; signature: Uint8Array }) {
  if (publicKey.length > keyBytesMax || signature.length > keyBytesMax) {
    throw agentError('REQUEST_BAD', { field: 'public_key', why: 'too long for a key of P-256 and its signature' });
  }
  return { spkiDer: publicKey, signature };
}

function certificateMessage(paired: PairedCertificate): TillCertificate {
  return {
    terminalId: paired.terminalId,
    storeId: paired.storeId,
    certificate: Buffer.from(paired.certificateDer),
    authority: Buffer.from(paired.authorityDer),
    notAfterMs: paired.notAfterMs,
  };
}
