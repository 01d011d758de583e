/** HeadquartersService, third part: files. */
import type { UntypedServiceImplementation } from '@grpc/grpc-js';
import { protoError, uuid7From } from '@qiantai/protos';
import { serverError } from '../errors.ts';
import { withoutPin } from '../headquarters/operator-desk.ts';
import { fileBytesMax, type ImportDesk, type ImportHead, type ImportPreview } from '../imports/import-desk.ts';
import { faultText } from '../imports/preview-text.ts';
import { text } from './decode.ts';
import { type HqContext, hqUpload } from './headquarters-call.ts';
import { hqMethod } from './headquarters-handlers.ts';
import { applied } from './headquarters-setting-handlers.ts';
import type { Answered, Received } from './messages.ts';

export interface HeadquartersImportParts {
  context: HqContext;
  imports: ImportDesk;
}

type Part = Received<'HeadquartersService', 'PreviewImport'>;
type Reply = Answered<'HeadquartersService', 'PreviewImport'>;

/** Reading a file or applying it takes longer than other calls. */
const importTimeMs = 300_000;

export function headquartersImportHandlers({
  context,
  imports,
}: HeadquartersImportParts): UntypedServiceImplementation {
  return {
    PreviewImport: hqUpload<Part, Reply, FileParts>(
      context,
      { right: ['catalogue', 'operators', 'limits'], timeMs: importTimeMs },
      { begin: () => ({ head: undefined, chunks: [], bytes: 0 }), take: takePart },
      async (user, { head, chunks }) => {
        if (!head) throw protoError('PROTO_BAD_MESSAGE', { field: 'head', why: 'the first message names what it is' });
        return previewMessage(await imports.preview(user, head, chunks));
      },
    ),
    CommitImport: hqMethod(
      context,
      'CommitImport',
      { right: ['catalogue', 'operators', 'limits'], timeMs: importTimeMs },
      async (user, message, { deadline }) => {
        const given = {
          importId: uuid7From(message.importId, 'import_id'),
          fileHash: message.fileHash,
          note: text(message.note, 'note', 200),
        };
        return applied(await imports.commit(user, given, deadline));
      },
    ),
  };
}

interface FileParts {
  head: ImportHead | undefined;
  chunks: Uint8Array[];
  bytes: number;
}

function takePart(file: FileParts, part: Part): void {
  if (part.head) {
    const { what, scope, replace } = part.head;
    file.head ??= { what, scope, replace };
  }
  if (part.chunk.length === 0) return;
  file.bytes += part.chunk.length;
  if (file.bytes > fileBytesMax) throw serverError('IMPORT_TOO_LARGE', { max: `${fileBytesMax} bytes` });
  file.chunks.push(part.chunk);
}

function previewMessage({ samples, faults, ...preview }: ImportPreview): Reply {
  return {
    ...preview,
    baseVersion: String(preview.baseVersion),
    expiresAtMs: String(preview.expiresAtMs),
    encoding: preview.encoding ?? '',
    faults: faults.map((fault) => ({ ...fault, message: faultText(fault) })),
    samples: samples.map(({ settingId, oldValueJson, newValueJson }) => ({
      id: settingId,
      // Only an operator's value has a hash to hide.
      oldValueJson: withoutHash(oldValueJson),
      newValueJson: withoutHash(newValueJson),
    })),
  };
}

function withoutHash(valueJson: string): string {
  return valueJson.includes('"pinHash":') ? withoutPin('operator', valueJson) : valueJson;
}
