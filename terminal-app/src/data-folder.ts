/** Where a till keeps its records unless its settings say otherwise. */
export const dataFolderPreset = '.data/till';
