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
