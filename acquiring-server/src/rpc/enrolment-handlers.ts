/** EnrolmentService: the one call of a device that has no certificate yet. */
import { protoError } from '@qiantai/protos';
import type { EnrolmentService } from '../enrolment/enrolment-service.ts';
import { text } from './decode.ts';
import type { Answered, Received } from './messages.ts';
import { anyCall, type UnaryContext } from './unary.ts';

type Handlers = {
  Enrol: ReturnType<typeof anyCall<Received<'EnrolmentService', 'Enrol'>, Answered<'EnrolmentService', 'Enrol'>>>;
};

export function enrolmentHandlers(
  context: Pick<UnaryContext, 'metrics' | 'log'>,
  enrolment: EnrolmentService,
): Handlers {
  return {
    Enrol: anyCall(context, async (message) => {
      if (!/^[A-Z0-9-]{8,64}$/.test(message.activationCode)) {
        throw protoError('PROTO_BAD_MESSAGE', { field: 'activation_code', why: 'it does not have the form of one' });
      }
      const enrolled = await enrolment.enrol({
        activationCode: message.activationCode,
        certificateRequest: message.certificateRequest,
        deviceDescription: text(message.deviceDescription, 'device_description', 200),
      });
      return {
        agentId: enrolled.agentId,
        storeId: enrolled.storeId,
        merchantId: enrolled.merchantId,
        certificate: Buffer.from(enrolled.certificateDer),
        authority: Buffer.from(enrolled.authorityDer),
        terminalIds: enrolled.terminalIds,
      };
    }),
  };
}
