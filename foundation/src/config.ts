import { z } from 'zod';

/**
 * Reads a process's settings from its environment by a schema, once, at start.
 * @throws Error that names every bad variable and what it should be.
 */
export function readConfig<T extends z.ZodType>(
  schema: T,
  env: Readonly<Record<string, string | undefined>>,
): z.infer<T> {
  const result = schema.safeParse(env);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The settings in the environment are not right:\n${lines.join('\n')}`);
}

/** A TCP port; 0 lets the system choose one. */
export const portSetting = (preset: number) => z.coerce.number().int().min(0).max(65535).default(preset);

/** Milliseconds of waiting, bounded. */
export const durationSetting = (presetMs: number) =>
  z.coerce
    .number()
    .int()
    .min(0)
    .max(7 * 86_400_000)
    .default(presetMs);

/** `1`, `true`, `yes`, `on` and their opposites. */
export const flagSetting = (preset: boolean) =>
  z
    .enum(['1', 'true', 'yes', 'on', '0', 'false', 'no', 'off'])
    .optional()
    .transform((word) => (word === undefined ? preset : ['1', 'true', 'yes', 'on'].includes(word)));
