/** EnrolmentService: the calls of a device that has no certificate that is good. */
import { protoError } from '@qiantai/protos';
import type { Enrolment, EnrolmentService } from '../enrolment/enrolment-service.ts';
import type { RenewalService } from '../enrolment/renewal-service.ts';
import { text } from './decode.ts';
import type { Answered, Received } from './messages.ts';
import { anyCall, type UnaryContext } from './unary.ts';

type Handlers = {
  [Method in 'Enrol' | 'RecoverCertificate']: ReturnType<
    typeof anyCall<Received<'EnrolmentService', Method>, Answered<'EnrolmentService', Method>>
  >;
};

export function enrolmentHandlers(
  context: Pick<UnaryContext, 'metrics' | 'log'>,
  services: { enrolment: EnrolmentService; renewal: RenewalService },
): Handlers {
  const { enrolment, renewal } = services;
  return {
    Enrol: anyCall(context, async (message, call) => {
      if (!/^[A-Z0-9-]{8,64}$/.test(message.activationCode)) {
        throw protoError('PROTO_BAD_MESSAGE', { field: 'activation_code', why: 'it does not have the form of one' });
      }
      const enrolled = await enrolment.enrol({
        activationCode: message.activationCode,
        certificateRequest: message.certificateRequest,
        deviceDescription: text(message.deviceDescription, 'device_description', 200),
        source: sourceOf(call.getPeer()),
      });
      return encodeEnrolment(enrolled);
    }),
    RecoverCertificate: anyCall(context, async (message, call) =>
      encodeEnrolment(
        await renewal.recover({
          certificate: message.certificate,
          certificateRequest: message.certificateRequest,
          source: sourceOf(call.getPeer()),
        }),
      ),
    ),
  };
}

function encodeEnrolment(enrolled: Enrolment): Answered<'EnrolmentService', 'Enrol'> {
  return {
    agentId: enrolled.agentId,
    storeId: enrolled.storeId,
    merchantId: enrolled.merchantId,
    certificate: Buffer.from(enrolled.certificateDer),
    authority: Buffer.from(enrolled.authorityDer),
    terminalIds: enrolled.terminalIds,
  };
}

/** The address without its port, which every connection has anew. */
function sourceOf(peer: string): string {
  return peer.replace(/:[0-9]+$/, '');
}
