/** TLS to the agent: by a certificate of this till, or without one while it is being paired. */

import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { connect, type PeerCertificate, checkServerIdentity as sameName } from 'node:tls';
import { type ChannelCredentials, type ChannelOptions, credentials } from '@grpc/grpc-js';
import { AgentFailure } from './agent-failure.ts';

export interface AgentChannel {
  credentials: ChannelCredentials;
  options: ChannelOptions;
}

const connectTimeoutMs = 5_000;

/** `address` is host:port; the agent's certificate has to name the host, whatever TLS is told as its name. */
export function agentChannel(
  address: string,
  keys: { authorityPem: string; privateKeyPem?: string; certificatePem?: string },
): AgentChannel {
  const { host } = splitAddress(address);
  const verify = {
    checkServerIdentity: (_name: string, certificate: PeerCertificate) => sameName(host, certificate),
  };
  return {
    credentials: credentials.createSsl(
      Buffer.from(keys.authorityPem),
      keys.privateKeyPem ? Buffer.from(keys.privateKeyPem) : null,
      keys.certificatePem ? Buffer.from(keys.certificatePem) : null,
      verify,
    ),
    options: {
      'grpc.initial_reconnect_backoff_ms': 100,
      'grpc.max_reconnect_backoff_ms': 1_000,
      'grpc.max_receive_message_length': 4 * 1024 * 1024,
      // Two tills of one process have connections of their own, each with its certificate.
      'grpc.use_local_subchannel_pool': 1,
      // A line that dies without a word is found out.
      'grpc.keepalive_time_ms': 20_000,
      'grpc.keepalive_timeout_ms': 5_000,
    },
  };
}

/**
 * The authority that stands behind whoever answers at the address. Nothing is trusted by this: what is found is
 * compared with a pairing code, a proof, or what is known.
 * @throws AgentFailure `gone`
 */
export function authorityAt(address: string): Promise<X509Certificate> {
  const { host, port } = splitAddress(address);
  return new Promise((resolve, reject) => {
    const gone = (why: string) => {
      socket.destroy();
      reject(new AgentFailure('gone', 'AGENT_GONE', why));
    };
    const socket = connect({
      host,
      port,
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ALPNProtocols: ['h2'],
      rejectUnauthorized: false,
      timeout: connectTimeoutMs,
    });
    socket.once('timeout', () => gone(`no answer from ${address}`));
    socket.once('error', (error) => gone(error.message));
    socket.once('secureConnect', () => {
      let certificate = socket.getPeerCertificate(true);
      // The root names itself as its issuer.
      while (certificate.issuerCertificate && certificate.issuerCertificate.raw !== certificate.raw) {
        if (certificate.issuerCertificate.fingerprint256 === certificate.fingerprint256) break;
        certificate = certificate.issuerCertificate;
      }
      socket.destroy();
      if (certificate.raw) resolve(new X509Certificate(certificate.raw));
      else reject(new AgentFailure('gone', 'AGENT_GONE', `${address} shows no certificate`));
    });
  });
}

function splitAddress(address: string): { host: string; port: number } {
  const at = address.lastIndexOf(':');
  const host = address.slice(0, at).replace(/^\[|\]$/g, '');
  return { host, port: Number(address.slice(at + 1)) };
}
