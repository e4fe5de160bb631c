/** An e-mail address as it is compared: people spell theirs in capitals as well. */
export const normaliseAddress = (written: string): string => written.trim().toLowerCase()
