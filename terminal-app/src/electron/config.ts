/** What the shell takes from its environment, read once. */
export interface ShellEnvironment {
  /** All of it: a locale or a proxy counts for the till's host as well. */
  all: Readonly<Record<string, string | undefined>>;
  /** Of an AppImage, which runs from a folder of the moment: its own path. */
  appImage: string | undefined;
}

export function shellEnvironment(): ShellEnvironment {
  const all = { ...process.env };
  return { all, appImage: all['APPIMAGE'] };
}
