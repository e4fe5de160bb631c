/** How one signs in here: a role is picked, a provider is asked, or in the words of whoever turned us away. */
export type WayIn = 'role' | 'provider' | { readonly said: string }

/** What an answer says that turned us away. */
export interface TurnedAway {
  readonly login?: string
  readonly error?: string
  readonly message?: string
}

/**
 * The host says in full what is wrong, and where a role is picked; the authorizer before it has one word, and leaves signing in to the
 * provider. An answer that broke off, as when nobody waits for it any more, says nothing of it.
 */
export const wayIn = ({ login, error, message }: TurnedAway, before: WayIn): WayIn => {
  if (message === undefined) return before
  if (login) return 'role'
  return error ? { said: message } : 'provider'
}
