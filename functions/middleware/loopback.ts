/** Whether an address is of this very machine. */
export const isLoopback = (address: string | undefined): boolean => /^(::1$|(::ffff:)?127\.)/.test(address ?? '')
