import { Metadata } from '@grpc/grpc-js';
import { errorRegistry } from '@qiantai/foundation';
import { describe, expect, it } from 'vitest';
import { answeredDetails, answeredError, errorDetailsTrailer, toServiceError } from './grpc-errors.ts';

const definition = { grpc: 'PERMISSION_DENIED', http: 403, message: 'Left: {left} 元.', retryable: false } as const;
const thrown = errorRegistry({ OVER: definition });

describe('the figures of an error', () => {
  it('travel with it, as texts, whatever their script', () => {
    const error = toServiceError(thrown('OVER', { left: 150, of: '门店' }));
    expect(answeredError(error)).toEqual({ code: 'OVER', retryable: false });
    expect(answeredDetails(error)).toEqual({ left: '150', of: '门店' });
  });

  it('are none where there are none, where they are too many, or where nobody wrote them', () => {
    expect(answeredDetails(toServiceError(thrown('OVER')))).toEqual({});
    expect(answeredDetails(toServiceError(thrown('OVER', { left: '9'.repeat(2_000) })))).toEqual({});
    expect(answeredDetails(toServiceError(new Error('a secret')))).toEqual({});
    for (const text of ['not JSON', '[1]', 'null', '1']) {
      const metadata = new Metadata();
      metadata.set(errorDetailsTrailer, Buffer.from(text));
      expect(answeredDetails({ metadata }), text).toEqual({});
    }
  });
});
