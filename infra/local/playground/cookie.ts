export const COOKIE = 'chengnuo-session'
/** Not `Secure`: it is set, and sent, on this machine alone, where there is no TLS. */
const FLAGS = 'Path=/; HttpOnly; SameSite=Strict'

export const sessionCookie = (token: string, seconds: number): string =>
  `${COOKIE}=${token}; ${FLAGS}; Max-Age=${seconds}`
export const ENDED_SESSION = `${COOKIE}=; ${FLAGS}; Max-Age=0`
