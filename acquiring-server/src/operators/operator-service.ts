/**
 * Certificates of operators: made here with their keys, written to files that only their owner reads, and
 * recorded. They are dated by the machine's clock, which TLS compares them with.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@qiantai/foundation';
import type { CertificateAuthority } from '../enrolment/certificate-authority.ts';
import { readIfThere, writeOnce } from '../enrolment/key-files.ts';
import { serverError } from '../errors.ts';
import { type OperatorRole, operatorNamePattern, operatorRoles } from './operator-roles.ts';
import type { OperatorRow, OperatorStore } from './operator-store.ts';

export interface OperatorServiceOptions {
  store: OperatorStore;
  authority: Pick<CertificateAuthority, 'issueOperatorCertificate' | 'readCertificate'>;
  /** Where certificates and keys are written: `NAME.crt`, `NAME.key`. */
  folder: string;
  /** The machine's clock. */
  clock: Pick<Clock, 'nowMs'>;
}

export interface IssuedOperator {
  certificateFile: string;
  keyFile: string;
  serialNumber: string;
}

/** The operator that every server has from its first start on, with every role. */
export const firstOperatorName = 'admin';

export class OperatorService {
  private readonly options: OperatorServiceOptions;

  constructor(options: OperatorServiceOptions) {
    this.options = options;
  }

  /**
   * Sees that there is somebody to begin with. What stands in the folder is kept; a database that does not
   * know it (a new one under the same folder) learns of it; one that was revoked stays revoked.
   */
  async ensureFirst(): Promise<IssuedOperator> {
    return await this.ensure(firstOperatorName, operatorRoles);
  }

  /** As `ensureFirst`, for a program that a chain's seed names. */
  async ensure(name: string, roles: readonly OperatorRole[]): Promise<IssuedOperator> {
    const { authority, store } = this.options;
    const files = this.filesOf(name);
    const held = readIfThere(files.certificateFile);
    if (!held || !readIfThere(files.keyFile)) return await this.issueFiles(name, roles);
    const { serialNumber, notBeforeMs, notAfterMs } = authority.readCertificate(held.toString('ascii'));
    await store.add({
      serialNumber,
      name,
      roles: [...roles],
      issuedAtMs: notBeforeMs,
      expiresAtMs: notAfterMs,
    });
    return { ...files, serialNumber };
  }

  /** @throws CodedError OPERATOR_BAD_NAME, OPERATOR_EXISTS */
  async issue(name: string, roles: readonly OperatorRole[]): Promise<IssuedOperator> {
    if (!operatorNamePattern.test(name)) throw serverError('OPERATOR_BAD_NAME', { name: name.slice(0, 40) });
    if ((await this.active(name)).length > 0) throw serverError('OPERATOR_EXISTS', { name });
    return await this.issueFiles(name, roles);
  }

  /** @throws CodedError OPERATOR_NOT_FOUND where the name has no good certificate */
  async revoke(name: string): Promise<number> {
    const count = await this.options.store.revoke(name, this.options.clock.nowMs());
    if (count === 0) throw serverError('OPERATOR_NOT_FOUND', { name: name.slice(0, 40) });
    return count;
  }

  async list(): Promise<OperatorRow[]> {
    return await this.options.store.list();
  }

  private async active(name: string): Promise<OperatorRow[]> {
    const nowMs = this.options.clock.nowMs();
    return (await this.list()).filter(
      (row) => row.name === name && row.revokedAtMs === null && row.expiresAtMs > nowMs,
    );
  }

  private async issueFiles(name: string, roles: readonly OperatorRole[]): Promise<IssuedOperator> {
    const files = this.filesOf(name);
    // Half a pair, or the pair of a certificate that is no longer good, makes way.
    for (const file of [files.certificateFile, files.keyFile]) rmSync(file, { force: true });
    const issued = await this.options.authority.issueOperatorCertificate(name);
    writeOnce(files.keyFile, Buffer.from(issued.privateKeyPem));
    writeOnce(files.certificateFile, Buffer.from(issued.certificatePem));
    await this.options.store.add({
      serialNumber: issued.serialNumber,
      name,
      roles: [...new Set(roles)],
      issuedAtMs: this.options.clock.nowMs(),
      expiresAtMs: issued.notAfterMs,
    });
    return { ...files, serialNumber: issued.serialNumber };
  }

  private filesOf(name: string): { certificateFile: string; keyFile: string } {
    const { folder } = this.options;
    return { certificateFile: join(folder, `${name}.crt`), keyFile: join(folder, `${name}.key`) };
  }
}
