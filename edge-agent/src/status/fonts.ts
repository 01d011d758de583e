/** The Chinese font that the page ships. */
import { fontReader } from '@qiantai/foundation';

export const readFont = fontReader(new URL('./', import.meta.resolve('@fontsource/noto-sans-sc/400.css')));
