import { languageRemembered } from './remembered.ts'

/** What the first script of the page has asked for, until whoever needs it asks the same. */
const asked: Map<string, Promise<Response>> = (Reflect.get(globalThis, 'asked') as typeof asked) ?? new Map()
Reflect.set(globalThis, 'asked', asked)

/** As `send` would ask it; `next` once that was answered well: whoever is nobody is refused once, not for each. */
export function askEarly(address: string, next: readonly string[] = []): void {
  const answer = fetch(address, { headers: { 'accept-language': languageRemembered() } })
  const goOn = ({ ok }: Response) => {
    if (ok) for (const one of next) askEarly(one)
  }
  // Whoever takes it is told what went wrong.
  answer.then(goOn, () => {})
  asked.set(address, answer)
}

/** Each answer once: a moment later it is no longer so. */
export function answerTo(address: string): Promise<Response> | undefined {
  const answer = asked.get(address)
  asked.delete(address)
  return answer
}
