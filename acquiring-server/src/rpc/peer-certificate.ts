/**
 * The client certificate of a call's connection.
 *
 * grpc-js reads it anew for every call, which takes Node some 75 µs, more than the rest of a small call. A
 * connection keeps its certificate (HTTP/2 forbids renegotiation, RFC 9113, 9.2.1), so it is read once per
 * HTTP/2 session. The session is not part of grpc-js' published types: where it is not found, nothing is
 * remembered, and a test tells.
 */
import type { PeerCertificate } from 'node:tls';
import type { ServerUnaryCall } from '@grpc/grpc-js';
import { serverError } from '../errors.ts';

type AnyCall = Pick<ServerUnaryCall<unknown, unknown>, 'getAuthContext'>;

const certificates = new WeakMap<object, PeerCertificate>();

export function peerCertificateOf(call: AnyCall): PeerCertificate | undefined {
  const session = sessionOf(call);
  const known = session && certificates.get(session);
  if (known) return known;
  const certificate = call.getAuthContext().sslPeerCertificate;
  if (session && certificate) certificates.set(session, certificate);
  return certificate;
}

/** The object that stands for the connection; undefined where grpc-js keeps it elsewhere. */
export function sessionOf(call: AnyCall): object | undefined {
  const { call: inner } = call as AnyCall & { call?: { stream?: { session?: unknown } } };
  const session = inner?.stream?.session;
  return typeof session === 'object' && session !== null ? session : undefined;
}

/**
 * Tells a caller without a good certificate why it is not let in. The agents' port finishes the handshake with such
 * a caller, and grpc-js then names no certificate at all (`authorized` of the socket), so no handler lets it in; what
 * OpenSSL found is read here for the code alone.
 * @throws CodedError CALLER_NO_CERTIFICATE, CALLER_CERTIFICATE_EXPIRED, CALLER_CERTIFICATE_FOREIGN
 */
export function checkPeer(call: AnyCall): void {
  const { socket } = (sessionOf(call) ?? {}) as { socket?: { authorized?: boolean; authorizationError?: unknown } };
  if (socket?.authorized === true) return;
  throw serverError(refusalOfTls(String(socket?.authorizationError ?? '')));
}

/** Names of X509_V_ERR_… as Node gives them (OpenSSL, X509_verify_cert_error_string). */
function refusalOfTls(why: string) {
  if (why === 'CERT_HAS_EXPIRED') return 'CALLER_CERTIFICATE_EXPIRED';
  if (why === '' || /peer did not return a certificate|UNABLE_TO_GET_ISSUER_CERT$/.test(why))
    return 'CALLER_NO_CERTIFICATE';
  return 'CALLER_CERTIFICATE_FOREIGN';
}
