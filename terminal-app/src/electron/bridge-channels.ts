/** Names of the channels, in a file of their own: the preload script carries them, but not the schemas. */
export const bridgeChannels = {
  /** Page to main: a command of the contract. */
  command: 'till:command',
  /** Page to main, without a body: the page listens from now on. */
  listen: 'till:listen',
  /** Main to page: a snapshot or a reply. */
  frame: 'till:frame',
  /** Main to page: `connected` or `lost`. */
  link: 'till:link',
  /** Main to page: the window is to close. */
  closeAsked: 'till:close-asked',
  /** Page to main: `asking`, `stay` or `close`. */
  closeAnswer: 'till:close-answer',
} as const;
