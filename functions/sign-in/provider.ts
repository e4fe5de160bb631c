import { ChengnuoError } from '../../shared/kernel/errors.ts'
import type { Language } from '../../shared/kernel/text.ts'

/** What a browser must bring back from the provider, and what we keep of it meanwhile. */
export interface Attempt {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** Who signed in: the token that the API takes, checked, and what it says. */
export interface SignedIn {
  readonly token: string
  readonly claims: Readonly<Record<string, unknown>>
}

/** The deployment's OpenID provider. Each throws ProviderError when it comes to nothing. */
export interface Provider {
  /** Where the browser goes to sign in; `isOther`: as somebody else than whom the provider still knows. */
  begin(wish: { readonly language: Language; readonly isOther: boolean }): Promise<{
    readonly address: string
    readonly attempt: Attempt
  }>
  /** `query`: what the browser came back with. */
  finish(query: string, attempt: Attempt): Promise<SignedIn>
  /** Where the browser goes to be signed out there too; undefined where the provider has no such place. */
  leave(token: string | undefined): Promise<string | undefined>
}

/** Why nobody is signed in; the page says it, see `web/pages/sign-in.ts`. */
export type ProviderTrouble = 'refused' | 'again' | 'clock' | 'unreachable' | 'settings'

export class ProviderError extends ChengnuoError {
  override readonly name = 'ProviderError'
  readonly trouble: ProviderTrouble
  /** `said`: what the provider or the way to it said, for the log. */
  constructor(trouble: ProviderTrouble, said: string) {
    super(said)
    this.trouble = trouble
  }
}
