/** Sealing what identifies people, each particular under a purpose that names its customer. */
import type { SecretBox } from '../merchants/secret-box.ts';
import type { SealedParticulars } from './customer-store.ts';
import { maskDocument, maskMail, maskPhone } from './identity-documents.ts';

type Particular = 'document' | 'legal_representative' | 'phone' | 'mail' | 'contact';

export function sealParticular(
  box: SecretBox,
  { customerId, what, plain }: { customerId: string; what: Particular; plain: string },
): Buffer | null {
  return plain === '' ? null : box.seal(`customer/${customerId}/${what}`, Buffer.from(plain));
}

/** @throws CodedError SECRET_UNREADABLE */
export function openParticular(
  box: SecretBox,
  { customerId, what, sealed }: { customerId: string; what: Particular; sealed: Uint8Array },
): string {
  return box.open(`customer/${customerId}/${what}`, sealed).toString('utf8');
}

/** As they come in; '' where there is none. */
export interface PlainParticulars {
  documentNumber: string;
  legalRepresentativeNumber: string;
  phone: string;
  mail: string;
}

export interface MaskedParticulars {
  documentMasked: string;
  legalRepresentativeMasked: string;
  phoneMasked: string;
  mailMasked: string;
}

export function sealedOf(
  box: SecretBox,
  customerId: string,
  plain: PlainParticulars,
): SealedParticulars & MaskedParticulars {
  const sealed = (what: Particular, text: string) => sealParticular(box, { customerId, what, plain: text });
  const { documentNumber, legalRepresentativeNumber, phone, mail } = plain;
  return {
    documentSealed: sealed('document', documentNumber),
    documentFingerprint: documentNumber === '' ? null : box.fingerprint('customer-document', documentNumber),
    documentMasked: maskDocument(documentNumber),
    legalRepresentativeSealed: sealed('legal_representative', legalRepresentativeNumber),
    legalRepresentativeMasked: maskDocument(legalRepresentativeNumber),
    phoneSealed: sealed('phone', phone),
    phoneFingerprint: phone === '' ? null : box.fingerprint('customer-phone', phone),
    phoneMasked: maskPhone(phone),
    mailSealed: sealed('mail', mail),
    mailMasked: maskMail(mail),
  };
}
