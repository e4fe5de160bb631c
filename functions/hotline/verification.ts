/** A webhook as it came in, byte for byte. */
interface SignedRequest {
  /** Path and query as sent, `/hotline/calls?x=1`. */
  readonly url: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Buffer
}

/**
 * Whether a webhook comes from whom it claims to come from; each provider's scheme is one small file beside this one.
 * `replayed`: rightly signed, but too long ago.
 */
export interface Verifier {
  verify(request: SignedRequest): Promise<'ok' | 'refused' | 'replayed'>
}
