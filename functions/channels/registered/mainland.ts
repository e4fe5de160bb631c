import { MessageNotSentError } from '../../../shared/kernel/errors.ts'

/** A number as domestic providers have it, without +86. @throws MessageNotSentError for any other: registered texts do not go abroad. */
export function mainland(to: string, provider: string): string {
  const [, number] = /^\+86(1\d{10})$/.exec(to) ?? []
  if (number === undefined) throw new MessageNotSentError(`${provider} reaches mobile numbers of mainland China alone`)
  return number
}
