/** Calls of the panel from the command line. */
import { errorText } from '@qiantai/foundation';
import { z } from 'zod';
import { simError } from '../errors.ts';
import type { PanelRequest } from './arguments.ts';

/** The panel refused: what it said is shown as it came. */
export class Refused extends Error {
  readonly answer: unknown;

  constructor(answer: unknown) {
    super('the panel refused');
    this.answer = answer;
  }
}

export interface Ask {
  /** @throws CodedError PANEL_GONE; Refused */
  json(request: PanelRequest): Promise<unknown>;
  text(request: PanelRequest): Promise<string>;
}

export function askPanel(panel: string): Ask {
  const text = async (request: PanelRequest) => {
    const response = await call(panel, request);
    const answer = await response.text();
    if (response.ok) return answer;
    throw new Refused(z.json().parse(JSON.parse(answer)));
  };
  return { text, json: async (request) => z.json().parse(JSON.parse(await text(request))) };
}

async function call(panel: string, { method, path, body }: PanelRequest): Promise<Response> {
  try {
    return await fetch(new URL(path, panel), {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
  } catch (error) {
    throw simError('PANEL_GONE', { panel, reason: errorText(error) }, { cause: error });
  }
}
