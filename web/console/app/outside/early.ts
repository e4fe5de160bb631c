import { languageRemembered } from './remembered.ts'

/** What the first script of the page has asked for, until whoever needs it asks the same. */
const asked: Map<string, Promise<Response>> = (Reflect.get(globalThis, 'asked') as typeof asked) ?? new Map()
Reflect.set(globalThis, 'asked', asked)

/**
 * As `send` would ask them; `next` once the first was answered well. Of whoever is nobody no more is asked, and what they were told
 * is not kept for whoever signs in then.
 */
export function askEarly(addresses: readonly string[], next: readonly string[] = []): void {
  for (const address of addresses) asked.set(address, ask(address))
  const [first = ''] = addresses
  const goOn = ({ ok }: Response) => {
    if (ok) askEarly(next)
    else for (const address of addresses.slice(1)) asked.delete(address)
  }
  asked.get(first)?.then(goOn, () => {})
}

function ask(address: string): Promise<Response> {
  const answer = fetch(address, { headers: { 'accept-language': languageRemembered() } })
  // Whoever takes it is told what went wrong.
  answer.catch(() => {})
  return answer
}

/** Each answer once: a moment later it is no longer so. */
export function answerTo(address: string): Promise<Response> | undefined {
  const answer = asked.get(address)
  asked.delete(address)
  return answer
}
